/** The objective: each gate, what it bounds, and how often it was the first to fail. */
import {
  type CapacityView,
  ERRORS_NAME,
  firstFail,
  gateName,
  NO_SAMPLES_NAME,
} from "../../charts/capacity/view.ts";
import { formatCount, formatNumber, formatQuantity } from "../../format.ts";
import { titleOf } from "../../model/metrics.ts";
import { ScrollTable } from "../scroll_table.tsx";

export function GatesTable({ view }: { view: CapacityView }) {
  const { slo } = view.scenario.entry;
  if (slo === undefined) return null;
  const { budget } = slo;
  const fails = view.groups.flatMap(({ searches }) =>
    searches.flatMap((each) => firstFail(each) ?? [])
  );
  const count = (isGate: (name: string) => boolean) =>
    fails.filter(({ limited_by }) => limited_by.map(gateName).some(isGate)).length;
  const names = slo.gates.map(({ name }) => name.replaceAll("_", " "));
  // A run that measured nothing failed no gate of the objective, nor its budget of errors.
  const without = count((each) => each === NO_SAMPLES_NAME);
  const seconds = budget.answerEverySeconds;
  return (
    <ScrollTable
      id="gates"
      caption={`A load passes where a run keeps every gate; ${
        formatCount(fails.length, "search", "searches")
      } ended at a first fail`}
    >
      <thead>
        <tr>
          <th scope="col">Gate</th>
          <th scope="col">Figure</th>
          <th scope="col" class="number">at most</th>
          <th scope="col" class="number">first fails</th>
          <th scope="col">What it bounds</th>
        </tr>
      </thead>
      <tbody>
        {slo.gates.map(({ name, metric, statistic, mostSeconds, bounds }, index) => (
          <tr>
            <th scope="row">{names[index] ?? name}</th>
            <td class="wide">{`${titleOf(metric)}, ${statistic}`}</td>
            <td class="number">{formatQuantity(mostSeconds, "s", metric)}</td>
            <td class="number">{formatNumber(count((each) => each === names[index]))}</td>
            <td class="wide">{bounds}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">errors</th>
          <td class="wide">{`${titleOf(budget.errors)}, total`}</td>
          <td class="number">
            {formatNumber(budget.errorsAllowed)} in {formatNumber(budget.perAnswers)}
          </td>
          <td class="number">{formatNumber(count((each) => each === ERRORS_NAME))}</td>
          <td class="wide">
            errors among answers
            {seconds !== undefined &&
              `; where those are not counted, one is expected every ${formatNumber(seconds)} s`}
          </td>
        </tr>
        {without > 0 && (
          <tr>
            <th scope="row">{NO_SAMPLES_NAME}</th>
            <td class="wide">–</td>
            <td class="number">–</td>
            <td class="number">{formatNumber(without)}</td>
            <td class="wide">whether there was any answer: a run without one does not pass</td>
          </tr>
        )}
      </tbody>
    </ScrollTable>
  );
}
