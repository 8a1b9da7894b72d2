/** Every implementation at its best load, with what it cost and how sure the order is. */
import { METRICS } from "../../pipeline/report.ts";
import { RESOURCES } from "../charts/resources.ts";
import { formatCount, formatLoad, formatNumber, type Scale, scaleFor } from "../format.ts";
import { endsGroup, rowsOf } from "../charts/rows.ts";
import { cellAddress } from "../links.ts";
import { correctedPlaces, DAGGER, daggerNote } from "../model/corrections.ts";
import type { Standing } from "../model/standings.ts";
import { tailsOf } from "../model/tail.ts";
import { centreOf, type Value } from "../model/values.ts";
import { BEHIND_HEADS, BehindCells } from "./behind_cell.tsx";
import { CorrectionMark } from "./correction_mark.tsx";
import { RankedCell } from "./ranked_cell.tsx";
import { ScrollTable } from "./scroll_table.tsx";
import { SeriesMark } from "./series_mark.tsx";
import { captionStart, type TableProps } from "./table_props.ts";
import { ValueCell } from "./value_cell.tsx";

/** Columns that some boards have nothing to put into. */
interface Shown {
  ranks: boolean;
  behind: boolean;
  /** Only where they differ: the caption has their number where they do not. */
  trials: boolean;
  loads: boolean;
}

/** Figures of the peak's load that stand beside the ranked one. */
function besideOf(rows: readonly Standing[]) {
  const tails = tailsOf(rows.map(({ point }) => point));
  return [
    ...tails.map((tail) => ({ metric: "latency", statistic: tail, title: tail })),
    ...RESOURCES,
  ];
}

export function PeakTable(props: TableProps) {
  const { board, suffix } = props;
  const rows = rowsOf(board);
  if (rows.length === 0 && board.withheld.length === 0) return null;
  const scaleOf = (metric: string, statistic: string) => {
    const summaries = rows.flatMap((row) => row.point.value(metric, statistic)?.summary ?? []);
    return scaleFor(summaries[0]?.unit ?? "1", metric, summaries.map(centreOf));
  };
  const beside = besideOf(rows).map((each) => ({
    ...each,
    scale: scaleOf(each.metric, each.statistic),
  }))
    .filter((each) =>
      rows.some((row) => row.point.value(each.metric, each.statistic) !== undefined)
    );
  const ranked = scaleOf(board.ranked.metric, board.ranked.statistic);
  const show: Shown = {
    ranks: board.hasRanks,
    behind: board.comparisons.count > 0,
    trials: board.trials.fewest < board.trials.most,
    loads: board.group.loads.some((load) => load !== null),
  };
  // A rank rests on all that are ranked, what stands against the best median on that one and on the row's own figure.
  const corrected = correctedPlaces(board.standings, props.correctionOf);
  const isBest = correctedPlaces(board.standings.slice(0, 1), props.correctionOf).length > 0;
  const note = show.ranks || show.behind && isBest ? daggerNote(corrected) : "";
  const behind = show.behind ? BEHIND_HEADS.length : 0;
  const columns = 2 + behind + beside.length +
    [show.ranks, show.trials, show.loads].filter(Boolean).length;
  return (
    <>
      {note !== "" && <p>{note}</p>}
      <ScrollTable
        id={`peak${suffix}`}
        caption={`${captionStart(props)}Each implementation ${
          show.loads ? "at the load with its best" : "with its"
        } ${board.trials.most > 1 ? "median " : ""}${board.ranked.title}${
          show.trials ? "" : ` of ${formatCount(board.trials.most, "trial")}`
        }${board.trials.most > 1 ? "; 95\u00a0% intervals below figures" : ""}`}
        sortable
        ties={board.hasRanks}
      >
        <thead>
          <tr>
            <th scope="col">Implementation</th>
            {show.ranks && (
              <th scope="col" class="number" data-better="lower">
                rank{corrected.length > 0 && DAGGER}
              </th>
            )}
            <Head title={board.ranked.title} unit={ranked.unit} metric={board.ranked.metric} />
            {show.behind &&
              BEHIND_HEADS.map(({ title, unit }) => (
                <Head key={title} title={`${title}${isBest ? DAGGER : ""}`} unit={unit} />
              ))}
            {show.trials && <th scope="col" class="number">trials</th>}
            {show.loads && (
              <th scope="col" class="number">{board.group.loadUnit.replaceAll("-", " ")}</th>
            )}
            {beside.map(({ title, metric, scale }) => (
              <Head key={title} title={title} unit={scale.unit} metric={metric} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PeakRow
              {...props}
              row={row}
              ends={endsGroup(board, row)}
              ranked={ranked}
              beside={beside}
              show={show}
            />
          ))}
          {board.withheld.map(({ series, value }) => (
            <tr>
              <th scope="row">{series.title}</th>
              {show.ranks && <td class="number">–</td>}
              {series.points[0] !== undefined && (
                <ValueCell {...props} value={value} cell={series.points[0].cell} scale={ranked} />
              )}
              <td class="note" colSpan={columns - (show.ranks ? 3 : 2)}>
                {value === undefined
                  ? `no ${board.ranked.title} at any load`
                  : `every ${board.ranked.title} of it is withheld: ${rulesOf(value)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

interface HeadProps {
  title: string;
  unit: string;
  /** What the figures are of: where less of it is better, the page's script sorts the least first. */
  metric?: string;
}

/** Letters of a title that would take many lines above a few digits. */
const LONG = 24;

/** A column of figures: what it is and, below, its unit. */
export function Head({ title, unit, metric }: HeadProps) {
  const isLessBetter = metric !== undefined && METRICS[metric]?.better === "lower";
  return (
    <th
      scope="col"
      class={title.length > LONG ? "number broad" : "number"}
      data-better={isLessBetter ? "lower" : undefined}
    >
      {title}
      {unit !== "" && <span class="unit">{unit}</span>}
    </th>
  );
}

interface RowProps extends TableProps {
  row: Standing;
  ends: boolean;
  ranked: Scale;
  beside: readonly { metric: string; statistic: string; scale: Scale }[];
  show: Shown;
}

function PeakRow(props: RowProps) {
  const { row, ends, ranked, beside, styleOf, show, report, to } = props;
  const { value: { summary }, point: { cell } } = row;
  const twin = row.series.implementation.twin_of !== undefined;
  return (
    <tr
      class={[ends && "ends", twin && "twin"].filter(Boolean).join(" ") || undefined}
      data-series={row.series.name}
    >
      <th scope="row">
        <SeriesMark style={styleOf(row.series.name)} />{" "}
        <a href={to(cellAddress(report, cell))}>{row.series.title}</a>
        {twin && <small>the same program again, not ranked</small>}
        {row.withheldLoads > 0 && (
          <small>
            withheld at {row.withheldLoads} of {row.series.points.length} loads
          </small>
        )}
        <CorrectionMark correction={props.correctionOf(cell)} to={to} />
      </th>
      {show.ranks && <td class="number">{rankText(row)}</td>}
      <RankedCell {...props} scale={ranked} />
      {show.behind && <BehindCells standing={row} board={props.board} />}
      {show.trials && <td class="number">{formatNumber(summary.n)}</td>}
      {show.loads && <td class="number">{formatLoad(cell.load, "").trim()}</td>}
      {beside.map(({ metric, statistic, scale }) => (
        <ValueCell
          {...props}
          value={row.point.value(metric, statistic)}
          cell={cell}
          scale={scale}
        />
      ))}
    </tr>
  );
}

function rulesOf({ summary }: Value): string {
  return summary.findings.join(", ");
}

/** "2–4"; a rank that two share is never one number. */
function rankText({ rank }: Standing): string {
  if (rank === undefined) return "–";
  return rank.low === rank.high ? `${rank.low}` : `${rank.low}–${rank.high}`;
}
