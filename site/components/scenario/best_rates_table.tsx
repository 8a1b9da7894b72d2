/** Rates of one protocol by the wall clock: a row a benchmark, a column a program, each with its share of the best. */
import { formatShare, type Scale, scaleFor } from "../../format.ts";
import type { BestRates, RateOfBest } from "../../model/best_rates.ts";
import { titleOf } from "../../model/metrics.ts";
import { centreOf } from "../../model/values.ts";
import { correctedPlaces, type CorrectionOf, DAGGER, daggerNote } from "../../model/corrections.ts";
import type { To } from "../../links.ts";
import { trialsCaption } from "../benchmark_tables.tsx";
import { CorrectionMark } from "../correction_mark.tsx";
import { ScrollTable } from "../scroll_table.tsx";
import { Figure, type Reasons, ValueCell } from "../value_cell.tsx";

interface Given {
  report: string;
  to: To;
  reasons: Reasons;
  correctionOf: CorrectionOf;
}

export function BestRatesTable({ of, ...given }: Given & { of: BestRates }) {
  const { protocol, columns, rows } = of;
  const summaries = rows.flatMap(({ cells }) => cells.flatMap((cell) => cell?.value.summary ?? []));
  const shown = summaries.filter(({ status }) => status !== "withheld");
  const scale = scaleFor(summaries[0]?.unit ?? "1", "items_rate", shown.map(centreOf));
  // All shares of a row rest on its best.
  const bests = rows.map(({ cells }) =>
    columns.flatMap(({ series }, index) => {
      const cell = cells[index];
      return cell?.share === 1 ? [{ series, value: cell.value }] : [];
    })
  );
  const corrected = bests.map((own) => correctedPlaces(own, given.correctionOf));
  return (
    <>
      {corrected.some((own) => own.length > 0) && <p>{daggerNote(corrected.flat())}</p>}
      <ScrollTable
        id={`best-${protocol}`}
        caption={`${protocol}: ${
          titleOf("items_rate")
        } by the wall clock, in ${scale.unit}, and its share of the best in the row; each figure ${
          trialsCaption(Math.max(0, ...shown.map(({ n }) => n)))
        }`}
        sortable
      >
        <thead>
          <tr>
            <th scope="col">Messages, size/number</th>
            {columns.map(({ part, series }) => (
              <th key={`${part} ${series.name}`} scope="col" class="number">
                {series.title}
                <span class="unit">{part}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cells }, index) => (
            <tr>
              <th scope="row">
                {label}
                {(corrected[index] ?? []).length > 0 && DAGGER}
              </th>
              {cells.map((cell, index) => (
                <Rate
                  {...given}
                  key={index}
                  of={cell}
                  scale={scale}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

function Rate(
  { of, ...given }: Given & { of: RateOfBest | undefined; scale: Scale },
) {
  if (of === undefined) return <td class="number absent">–</td>;
  const { point: { cell }, value, share, bound } = of;
  if (share === undefined) return <ValueCell {...given} value={value} cell={cell} />;
  return (
    <td class="number">
      <Figure {...given} value={value} cell={cell} />
      <small>
        {bound === "?"
          ? "share not known"
          : `${bound === "" ? "" : `${bound}\u00a0`}${formatShare(share)}`}
      </small>
      <CorrectionMark correction={given.correctionOf(cell)} to={given.to} />
    </td>
  );
}
