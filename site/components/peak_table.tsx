/** Every implementation at its best load, with what it cost and how sure the order is. */
import { RESOURCES } from "../charts/resources.ts";
import { formatLoad, formatNumber, formatRange, formatShare, scaleFor } from "../format.ts";
import type { To } from "../links.ts";
import { rowsOf } from "../charts/rows.ts";
import type { Lead, Standing, Standings } from "../model/standings.ts";
import { spreadOf, type Value, widthOf } from "../model/values.ts";
import type { Style } from "../palette.ts";
import { resultId } from "./results_table.tsx";
import { ScrollTable } from "./scroll_table.tsx";
import { SeriesMark } from "./series_mark.tsx";
import { type Reasons, ValueCell } from "./value_cell.tsx";

export interface TableProps {
  board: Standings;
  report: string;
  to: To;
  styleOf: (name: string) => Style;
  reasons: Reasons;
  /** Distinguishes the ids of several groups on one page. */
  suffix: string;
  /** Name of the group where there are several. */
  label: string;
}

/** Columns that some boards have nothing to put into. */
interface Shown {
  ranks: boolean;
  spreads: boolean;
  leads: boolean;
  loads: boolean;
}

/** Figures of the peak's load that stand beside the ranked one. */
const BESIDE = [
  { metric: "latency", statistic: "p99", title: "p99" },
  ...RESOURCES,
] as const;

export function PeakTable(props: TableProps) {
  const { board, suffix } = props;
  const rows = rowsOf(board);
  if (rows.length === 0 && board.withheld.length === 0) return null;
  const scaleOf = (metric: string, statistic: string) => {
    const summaries = rows.flatMap((row) => row.point.value(metric, statistic)?.summary ?? []);
    return scaleFor(summaries[0]?.unit ?? "1", metric, summaries.map((each) => each.median));
  };
  const beside = BESIDE.map((each) => ({ ...each, scale: scaleOf(each.metric, each.statistic) }))
    .filter((each) =>
      rows.some((row) => row.point.value(each.metric, each.statistic) !== undefined)
    );
  const ranked = scaleOf(board.ranked.metric, board.ranked.statistic);
  const show: Shown = {
    ranks: board.hasRanks,
    spreads: board.trials.most > 1,
    leads: board.standings.some(({ lead }) => lead !== undefined && lead.verdict !== "unknown"),
    loads: board.group.loads.some((load) => load !== null),
  };
  const columns = 3 + Object.values(show).filter(Boolean).length + beside.length;
  const intervals = rows.some((row) => row.value.summary.low !== null);
  return (
    <ScrollTable
      id={`peak${suffix}`}
      caption={`${captionStart(props)}Each implementation at the load with its best ${
        show.spreads ? "median " : ""
      }${board.ranked.title}`}
      sortable
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          {show.ranks && <th scope="col" class="number">rank</th>}
          <Head title={board.ranked.title} unit={ranked.unit} />
          {show.spreads && (
            <Head title={intervals ? "95 % interval" : "lowest–highest"} unit={ranked.unit} />
          )}
          <th scope="col" class="number">trials</th>
          {show.loads && (
            <th scope="col" class="number">{board.group.loadUnit.replaceAll("-", " ")}</th>
          )}
          {show.leads && <th scope="col" class="number">lead over next</th>}
          {beside.map(({ title, scale }) => <Head key={title} title={title} unit={scale.unit} />)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <PeakRow
            {...props}
            row={row}
            apart={endsGroup(rows, index)}
            ranked={ranked}
            beside={beside}
            show={show}
          />
        ))}
        {board.withheld.map(({ series, value }) => (
          <tr>
            <th scope="row">{series.title}</th>
            {show.ranks && <td class="number">–</td>}
            <ValueCell {...props} value={value} scale={ranked} />
            <td class="note" colSpan={columns - (show.ranks ? 3 : 2)}>
              {value === undefined
                ? `no ${board.ranked.title} at any load`
                : `every ${board.ranked.title} of it is withheld: ${rulesOf(value)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** Begins a caption with its group, so that the tables of a page have names of their own. */
export function captionStart({ label }: TableProps): string {
  return label === "" ? "" : `${label}: `;
}

/** Whether a rule belongs below a row: the next is apart. A twin stands with its original. */
function endsGroup(rows: readonly Standing[], index: number): boolean {
  const isTwin = (row: Standing | undefined) => row?.series.implementation.twin_of !== undefined;
  if (isTwin(rows[index + 1])) return false;
  const owner = rows.slice(0, index + 1).findLast((row) => !isTwin(row));
  return owner?.lead?.verdict === "apart";
}

/** A column of figures: what it is and, below, its unit. */
export function Head({ title, unit }: { title: string; unit: string }) {
  return (
    <th scope="col" class="number">
      {title}
      {unit !== "" && <span class="unit">{unit}</span>}
    </th>
  );
}

interface RowProps extends TableProps {
  row: Standing;
  apart: boolean;
  ranked: ReturnType<typeof scaleFor>;
  beside: readonly {
    metric: string;
    statistic: string;
    scale: ReturnType<typeof scaleFor>;
  }[];
  show: Shown;
}

function PeakRow(props: RowProps) {
  const { row, apart, ranked, beside, styleOf, show, suffix } = props;
  const { summary } = row.value;
  const twin = row.series.implementation.twin_of !== undefined;
  const { low, high } = spreadOf(summary);
  const trialsAt = `#${resultId(row.point.cell, suffix)}`;
  return (
    <tr
      class={[apart && "apart", twin && "twin"].filter(Boolean).join(" ") ||
        undefined}
      data-series={row.series.name}
    >
      <th scope="row">
        <SeriesMark style={styleOf(row.series.name)} /> {row.series.title}
        {twin && <small>the same program again, not ranked</small>}
        {row.withheldLoads > 0 && (
          <small>
            withheld at {row.withheldLoads} of {row.series.points.length} loads
          </small>
        )}
      </th>
      {show.ranks && <td class="number">{twin ? "–" : rankText(summary)}</td>}
      <RankedCell {...props} trialsAt={trialsAt} />
      {show.spreads && (
        <td class="number">{widthOf(summary) === null ? "–" : formatRange(ranked, low, high)}</td>
      )}
      <td class="number">{formatNumber(summary.n)}</td>
      {show.loads && <td class="number">{formatLoad(row.point.cell.load, "").trim()}</td>}
      {show.leads && <td class="number">{twin ? "–" : leadText(row.lead)}</td>}
      {beside.map(({ metric, statistic, scale }) => (
        <ValueCell
          {...props}
          value={row.point.value(metric, statistic)}
          scale={scale}
          trialsAt={trialsAt}
        />
      ))}
    </tr>
  );
}

/** The ranked figure with a thin bar behind it, as long as its share of the best. */
function RankedCell(props: RowProps & { trialsAt: string }) {
  const { row, board } = props;
  const medians = [...board.standings, ...board.twins].map((each) => each.value.summary.median);
  const share = row.value.summary.median / Math.max(...medians);
  const cell = ValueCell({ ...props, value: row.value, scale: props.ranked });
  return (
    <td class="number ranked">
      <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect
          width={(share * 100).toFixed(1)}
          height="1"
          fill={props.styleOf(row.series.name).colour}
        />
      </svg>
      {cell.props.children}
    </td>
  );
}

function rulesOf({ summary }: Value): string {
  return summary.findings.join(", ");
}

function rankText({ rank_low, rank_high }: Value["summary"]): string {
  if (rank_low === null) return "–";
  return rank_high === null || rank_high === rank_low ? `${rank_low}` : `${rank_low}–${rank_high}`;
}

/** "12 %", or why a difference would prove nothing; its size is then not worth a figure. */
function leadText(lead: Lead | undefined): string {
  switch (lead?.verdict) {
    case undefined:
      return "–";
    case "apart":
      return formatShare(lead?.ratio ?? 0);
    case "within noise":
      return "within noise";
    case "overlap":
      return "trials overlap";
    case "bound":
      return "not known";
    case "unknown":
      return "too few trials";
  }
}
