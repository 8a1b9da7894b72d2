/** The first five at each load, and which of them cannot be told from the one before. */
import type { ComparisonRow } from "../../pipeline/report.ts";
import {
  formatCount,
  formatIn,
  formatLoad,
  formatNumber,
  type Scale,
  scaleFor,
} from "../format.ts";
import { cellAddress, METHOD_OF_COMPARISON } from "../links.ts";
import type { Point, Series } from "../model/scenario.ts";
import type { Standings } from "../model/standings.ts";
import { centreOf, type Value, widthOf } from "../model/values.ts";
import { CorrectionMark } from "./correction_mark.tsx";
import { ScrollTable } from "./scroll_table.tsx";
import { SeriesMark } from "./series_mark.tsx";
import { captionStart, type TableProps } from "./table_props.ts";

/** Places that a row has room for. */
const PLACES = 5;

interface Placed {
  series: Series;
  point: Point;
  value: Value;
  /** Whether a comparison shows the one before to be better; undefined where the two were not compared. */
  isApart?: boolean;
}

interface TopProps extends TableProps {
  /** Comparisons of the scenario. */
  comparisons: readonly ComparisonRow[];
}

/** Whether a group has loads to divide the table by, and enough in it. */
export function hasTop({ group, standings }: Standings): boolean {
  return standings.length > 2 && group.loads.filter((load) => load !== null).length > 1;
}

export function TopTable(props: TopProps) {
  const { board, suffix } = props;
  const levels = board.group.loads.map((load) => ({ load, ...placedAt(props, load) }))
    .filter(({ placed }) => placed.length > 1);
  const places = Math.max(0, ...levels.map(({ placed }) => placed.length));
  const all = levels.flatMap(({ placed }) => placed.map(({ value }) => value.summary));
  if (all.length === 0) return null;
  const scale = scaleFor(all[0]?.unit ?? "1", board.ranked.metric, all.map(centreOf));
  const compared = levels.some(({ placed }) => placed.some((each) => each.isApart !== undefined));
  const few = levels.filter(({ measured }) => measured < board.standings.length).length;
  return (
    <>
      <p>
        {compared
          ? (
            <>
              By median; “≈” stands where{" "}
              <a href={props.to(METHOD_OF_COMPARISON)}>no difference is shown</a>{" "}
              from the one before it.
            </>
          )
          : "By single values that were not compared: neighbours may be in either order."}
        {few > 0 &&
          ` At ${formatCount(few, "load")} not all ${
            formatNumber(board.standings.length)
          } have a value: a place there is one among those that have.`}
      </p>
      <ScrollTable
        id={`top-list${suffix}`}
        caption={`${captionStart(props)}The first ${places} at each load, ${board.ranked.title}${
          scale.unit === "" ? "" : ` in ${scale.unit}`
        }`}
      >
        <thead>
          <tr>
            <th scope="col">{board.group.loadUnit.replaceAll("-", " ")}</th>
            {Array.from(
              { length: places },
              (_, index) => <th key={index} scope="col">{index + 1}</th>,
            )}
          </tr>
        </thead>
        <tbody>
          {levels.map(({ load, placed }) => (
            <tr>
              <th scope="row">{formatLoad(load, "").trim()}</th>
              {placed.map((each) => (
                <Place key={each.series.name} {...props} placed={each} scale={scale} />
              ))}
              {Array.from(
                { length: places - placed.length },
                (_, index) => <td key={index} class="absent">–</td>,
              )}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

function Place(
  {
    placed: { series, point, value: { summary }, isApart },
    scale,
    styleOf,
    report,
    to,
    correctionOf,
  }:
    & TopProps
    & { placed: Placed; scale: Scale },
) {
  return (
    <td>
      <span class="placed">
        {isApart === false && <span title="no difference is shown from the one before">≈</span>}
        {" "}
        <SeriesMark style={styleOf(series.name)} />{" "}
        <a href={to(cellAddress(report, point.cell))}>
          {series.title}
          <small>
            {summary.status === "lower bound" && "≥\u00a0"}
            {formatIn(scale, centreOf(summary), widthOf(summary))}
          </small>
        </a>
      </span>
      <CorrectionMark correction={correctionOf(summary)} to={to} />
    </td>
  );
}

/** The best at a load, and of how many; withheld values and twins are not among them. */
function placedAt(
  { board, comparisons }: TopProps,
  load: number | null,
): { placed: Placed[]; measured: number } {
  const { metric, statistic, better } = board.ranked;
  const sign = better === "higher" ? -1 : 1;
  const found = board.group.series.flatMap((series): Placed[] => {
    if (series.implementation.twin_of !== undefined) return [];
    const point = series.points.find(({ cell }) => cell.load === load);
    const value = point?.value(metric, statistic);
    if (point === undefined || value === undefined || value.summary.status === "withheld") {
      return [];
    }
    return [{ series, point, value }];
  }).sort((a, b) => sign * (centreOf(a.value.summary) - centreOf(b.value.summary)));
  const placed = found.slice(0, PLACES).map((each, index, all) => {
    const before = all[index - 1];
    const isApart = before === undefined ? undefined : apart(comparisons, before, each, board);
    return isApart === undefined ? each : { ...each, isApart };
  });
  return { placed, measured: found.length };
}

function apart(
  comparisons: readonly ComparisonRow[],
  a: Placed,
  b: Placed,
  { ranked }: Standings,
): boolean | undefined {
  const names = [a.series.name, b.series.name];
  const { load, limits } = b.point.cell;
  const row = comparisons.find((each) =>
    each.load === load && each.case === b.point.cell.case && each.limits === limits &&
    each.metric === ranked.metric && each.statistic === ranked.statistic &&
    names.includes(each.implementation_a) && names.includes(each.implementation_b)
  );
  return row === undefined ? undefined : row.verdict === "faster" || row.verdict === "slower";
}
