/** One figure of each implementation in two cases, and what changed. */
import { caseName, type CasePair } from "../charts/case_change.ts";
import { boundedText, type Change, type End, sizesOf } from "../charts/dumbbells.ts";
import { capital, formatIn, scaleFor } from "../format.ts";
import { cellAddress, type To } from "../links.ts";
import type { CorrectionOf } from "../model/corrections.ts";
import { centreOf, widthOf } from "../model/values.ts";
import { CorrectionMark } from "./correction_mark.tsx";
import { Head } from "./peak_table.tsx";
import { ScrollTable } from "./scroll_table.tsx";

interface ChangesProps {
  pair: CasePair;
  changes: readonly Change[];
  id: string;
  /** What the figure is called, and its name in the tables. */
  title: string;
  metric: string;
  report: string;
  to: To;
  correctionOf: CorrectionOf;
}

/** A change rests on the two figures before it, each of which is marked where a later report corrected it. */
export function ChangesTable(
  { pair, changes, id, title, metric, report, to, correctionOf }: ChangesProps,
) {
  const unit = changes[0]?.from.value.summary.unit ?? "1";
  const scale = scaleFor(unit, metric, sizesOf(changes));
  const cell = ({ value: { summary } }: End) => (
    <td class="number">
      <a href={to(cellAddress(report, summary))}>
        {summary.status === "lower bound" && "≥\u00a0"}
        {formatIn(scale, centreOf(summary), widthOf(summary))}
      </a>
      <CorrectionMark correction={correctionOf(summary)} to={to} />
    </td>
  );
  return (
    <ScrollTable
      id={id}
      caption={`${capital(title)} in ${caseName(pair.from)} and in ${caseName(pair.to)}`}
      sortable
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          <Head title={caseName(pair.from)} unit={scale.unit} metric={metric} />
          <Head title={caseName(pair.to)} unit={scale.unit} metric={metric} />
          <Head title="change" unit="%" />
        </tr>
      </thead>
      <tbody>
        {changes.map((each) => (
          <tr data-series={each.to.series.name}>
            <th scope="row">{each.to.series.title}</th>
            {cell(each.from)}
            {cell(each.to)}
            <td class="number">
              {boundedText(each)}
              {each.isOpen && each.bound !== "?" && <small>no change shown</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
