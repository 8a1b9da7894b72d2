/** The best within a memory budget: a row for the budgets that say the same. */
import { formatCount, formatList, formatNumber, type Scale, scaleFor } from "../format.ts";
import { cellAddress } from "../links.ts";
import { correctedPlaces, DAGGER, daggerNote } from "../model/corrections.ts";
import { type MemoryBudget, memoryBudgetsOf, memoryOf } from "../model/memory_budgets.ts";
import type { Standing } from "../model/standings.ts";
import { centreOf } from "../model/values.ts";
import { CorrectionMark } from "./correction_mark.tsx";
import { Head } from "./peak_table.tsx";
import { ScrollTable } from "./scroll_table.tsx";
import { SeriesMark } from "./series_mark.tsx";
import { captionStart, type TableProps } from "./table_props.ts";
import { ValueCell } from "./value_cell.tsx";

/** Nothing where no program fits into any budget. */
export function MemoryBudgets(props: TableProps) {
  const { board, suffix } = props;
  const rows = memoryBudgetsOf(board);
  const firsts = rows.flatMap(({ first }) => first ?? []);
  if (firsts.length === 0) return null;
  const { metric, title } = board.ranked;
  const summaries = firsts.map(({ value }) => value.summary);
  const scale = scaleFor(summaries[0]?.unit ?? "1", metric, summaries.map(centreOf));
  const memory = scaleFor("B", "memory_rss", firsts.flatMap(bytesOf));
  const isSingle = board.trials.most <= 1;
  const note = isSingle
    ? ""
    : daggerNote(correctedPlaces(rows.flatMap(({ tied }) => tied), props.correctionOf));
  return (
    <>
      {note !== "" && <p>{note}</p>}
      <ScrollTable
        id={`budgets${suffix}`}
        caption={`${
          captionStart(props)
        }Best ${title} within a memory budget, each implementation at its own peak with the memory that it holds there; ${
          isSingle
            ? "single trials, so that no order is established"
            : `medians of up to ${formatCount(board.trials.most, "trial")}`
        }`}
      >
        <thead>
          <tr>
            <th scope="col">Memory</th>
            <th scope="col">first</th>
            <Head title={title} unit={scale.unit} />
            <Head title="memory" unit={memory.unit} />
            {!isSingle && <th scope="col">not shown to be behind</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Budget
              {...props}
              key={row.least}
              row={row}
              scale={scale}
              memory={memory}
              isSingle={isSingle}
            />
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

function bytesOf(standing: Standing): number[] {
  const value = memoryOf(standing);
  return value === undefined ? [] : [centreOf(value.summary)];
}

interface BudgetProps extends TableProps {
  row: MemoryBudget;
  scale: Scale;
  memory: Scale;
  isSingle: boolean;
}

function Budget(props: BudgetProps) {
  const { row: { least, most, first, tied }, scale, memory, isSingle } = props;
  const cell = first?.point.cell;
  return (
    <tr>
      <th scope="row">
        ≤&nbsp;{formatNumber(least / 1024 ** 2)}
        {most > least && `–${formatNumber(most / 1024 ** 2)}`}&nbsp;MiB
      </th>
      {first === undefined || cell === undefined
        ? (
          <>
            <td>none</td>
            <td class="number absent">–</td>
            <td class="number absent">–</td>
          </>
        )
        : (
          <>
            <td>
              <Name {...props} of={first} />
            </td>
            <ValueCell {...props} value={first.value} cell={cell} scale={scale} />
            <ValueCell {...props} value={memoryOf(first)} cell={cell} scale={memory} />
          </>
        )}
      {!isSingle && (
        <td class="wide">
          {tied.length === 0 ? "–" : formatList(
            tied.map(({ series, value }) =>
              `${series.title}${props.correctionOf(value.summary) === undefined ? "" : DAGGER}`
            ),
          )}
        </td>
      )}
    </tr>
  );
}

function Name({ of: { series, point }, report, to, styleOf, correctionOf }: TableProps & {
  of: Standing;
}) {
  return (
    <>
      <SeriesMark style={styleOf(series.name)} />{" "}
      <a href={to(cellAddress(report, point.cell))}>{series.title}</a>
      <CorrectionMark correction={correctionOf(point.cell)} to={to} />
    </>
  );
}
