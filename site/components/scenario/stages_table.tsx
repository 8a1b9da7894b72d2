/** What became of each benchmark from stage to stage, and what the last step and all of them brought. */
import { gainsOf, type Staged, STAGES } from "../../charts/benchmarks/stages.ts";
import { changeText } from "../../charts/dumbbells.ts";
import { formatIn, scaleFor } from "../../format.ts";
import { cellAddress, type To } from "../../links.ts";
import type { CorrectionOf } from "../../model/corrections.ts";
import { CorrectionMark } from "../correction_mark.tsx";
import { Head } from "../peak_table.tsx";
import { ScrollTable } from "../scroll_table.tsx";

interface StagesProps {
  of: readonly Staged[];
  report: string;
  to: To;
  correctionOf: CorrectionOf;
}

/** A gain rests on the figures of its row, each of which is marked where a later report corrected it. */
export function StagesTable({ of, report, to, correctionOf }: StagesProps) {
  return (
    <ScrollTable
      id="stage-list"
      caption="Each benchmark in every stage; a gain is in speed, so 25 % of it saves 20 % of the time"
      sortable
    >
      <thead>
        <tr>
          <th scope="col">Benchmark</th>
          <th scope="col">Figure</th>
          {STAGES.map(({ title }) => (
            <th key={title} scope="col" class="number" data-mixed>{title}</th>
          ))}
          <Head title="last step" unit="%" />
          <Head title="all together" unit="%" />
        </tr>
      </thead>
      <tbody>
        {of.map((each) => {
          const { label, metric, stages } = each;
          const isRate = metric === "bytes_rate";
          const scale = scaleFor(
            isRate ? "B/s" : "s",
            metric,
            stages.map(({ value }) => value),
          );
          const { lastStep, together } = gainsOf(each);
          return (
            <tr>
              <th scope="row">{label}</th>
              <td class="wide">
                {isRate ? `${scale.unit}, by CPU time` : `${scale.unit}, by the wall clock`}
              </td>
              {stages.map(({ value, cell }) => (
                <td class="number">
                  <a href={to(cellAddress(report, cell))}>{formatIn(scale, value)}</a>
                  <CorrectionMark correction={correctionOf(cell)} to={to} />
                </td>
              ))}
              <td class="number">{changeText(lastStep - 1)}</td>
              <td class="number">{changeText(together - 1)}</td>
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}
