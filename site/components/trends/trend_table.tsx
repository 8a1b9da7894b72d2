/** Every cell of a line of reports: its first and last value, and where its level changed. */
import type { Trend, TrendChange, TrendLine, TrendTable } from "../../../pipeline/report.ts";
import { hasValues, METRICS } from "../../../pipeline/report.ts";
import { changeText } from "../../charts/trend_words.ts";
import {
  formatCount,
  formatDate,
  formatIn,
  formatLoad,
  formatNumber,
  formatShare,
  type Scale,
  scaleFor,
} from "../../format.ts";
import { implementationPage, reportPage, type To } from "../../links.ts";
import { trendCsv } from "../../model/page_addresses.ts";
import type { TrendView } from "../../model/trends.ts";
import { Breakable } from "../breakable.tsx";
import { isLong, ScrollTable } from "../scroll_table.tsx";

/** Rows of a table; the CSV has all. */
const MOST_ROWS = 300;

interface TrendTableProps {
  view: TrendView;
  line: TrendLine;
  table: TrendTable;
  id: string;
  to: To;
}

export function TrendRows({ view, line, table, id, to }: TrendTableProps) {
  const { metric, statistic, unit, better, floor } = table;
  if (!hasValues(table)) return null;
  const drawn = new Set(view.groups.map(keyOf));
  const all = table.trends.filter(({ points }) => points.length > 0).sort((a, b) =>
    b.changes.length - a.changes.length ||
    Number(drawn.has(keyOf(b))) - Number(drawn.has(keyOf(a)))
  );
  const trends = all.slice(0, MOST_ROWS);
  const lines = new Set(view.groups.flatMap(({ series }) => series.map(({ name }) => name)));
  const hasLoads = trends.some(({ load }) => load !== null);
  const isSearched = !trends.every(isTooShort);
  const scale = scaleFor(
    unit,
    metric,
    trends.flatMap(({ points }) => points.map((each) => each.value)),
  );
  const name = `${METRICS[metric]?.title ?? metric} ${statistic}`;
  return (
    <>
      <p class="subtitle">
        {[
          name,
          scale.unit,
          better === "" ? "" : `${better} is better`,
          isSearched ? "" : "too few reports to look for a change of level",
          floor === undefined
            ? "noise floor not known"
            : isSearched
            ? `changes above ${formatShare(floor)}, the largest noise floor of these reports`
            : `largest noise floor of these reports ${formatShare(floor)}`,
        ].filter((part) => part !== "").join(" · ")}
      </p>
      <ScrollTable
        id={id}
        caption={`${name} from ${line.reports[0]?.name} to ${line.reports.at(-1)?.name}`}
        long={isLong(trends.length)}
        sortable
        filter={isLong(trends.length)}
      >
        <thead>
          <tr>
            <th scope="col">Implementation</th>
            {hasLoads && <th scope="col" class="number" data-load>Load</th>}
            {isSearched && <th scope="col">Changes of level</th>}
            <th scope="col" class="number">first</th>
            <th scope="col" class="number">last</th>
            <th scope="col" class="number">last / first</th>
            <th scope="col" class="number">Reports</th>
          </tr>
        </thead>
        <tbody>
          {trends.map((trend) => (
            <Row
              trend={trend}
              drawn={lines.has(trend.implementation)}
              hasLoads={hasLoads}
              isSearched={isSearched}
              better={better}
              view={view}
              scale={scale}
              to={to}
            />
          ))}
        </tbody>
      </ScrollTable>
      {all.length > trends.length && (
        <p class="subtitle">
          These are {formatNumber(trends.length)} of{" "}
          {formatCount(all.length, "row")}, what changed and what is drawn first;{" "}
          <a href={to(trendCsv(view.scenario))}>trends.csv</a> has all.
        </p>
      )}
    </>
  );
}

/** Whether that there are too few reports is all that is to say of its changes. */
function isTooShort({ note }: Trend): boolean {
  return note.startsWith("too short");
}

function keyOf({ case: name, limits }: Pick<Trend, "case" | "limits">): string {
  return JSON.stringify([name, limits]);
}

interface RowProps {
  trend: Trend;
  /** Whether a chart has a line of its implementation, which the page's script can bring forward. */
  drawn: boolean;
  /** Whether any row of the table has a load. */
  hasLoads: boolean;
  /** Whether a change was looked for in any row of the table: the column of changes would say the same in each. */
  isSearched: boolean;
  better: TrendTable["better"];
  view: TrendView;
  scale: Scale;
  to: To;
}

function Row({ trend, drawn, hasLoads, isSearched, better, view, scale, to }: RowProps) {
  const { implementation, points } = trend;
  const [first, last] = [points[0], points.at(-1)];
  const text = (point: typeof first) =>
    point === undefined
      ? "–"
      : `${point.status === "ok" ? "" : better === "lower" ? "≤\u00a0" : "≥\u00a0"}${
        formatIn(scale, point.value)
      }`;
  const ratio = first === undefined || last === undefined || points.length < 2 || first.value <= 0
    ? undefined
    : last.value / first.value;
  const place = [trend.case, trend.limits].filter((part) => part !== "").join(", ");
  return (
    <tr data-series={drawn ? implementation : undefined}>
      <th scope="row">
        {last === undefined
          ? view.titleOf(implementation)
          : (
            <a href={to(implementationPage(last.report, view.scenario, implementation))}>
              {view.titleOf(implementation)}
            </a>
          )}
        {place !== "" && (
          <small>
            <Breakable text={place} />
          </small>
        )}
      </th>
      {hasLoads && <td class="number">{formatLoad(trend.load, trend.load_unit) || "–"}</td>}
      {isSearched && <Changes trend={trend} to={to} />}
      <td class="number">{text(first)}</td>
      <td class="number">{text(last)}</td>
      <td class="number">{ratio === undefined ? "–" : formatShare(ratio)}</td>
      <td class="number">{points.length}</td>
    </tr>
  );
}

function Changes({ trend, to }: { trend: Trend; to: To }) {
  const { changes, note } = trend;
  return (
    <td class="wide">
      {changes.map((change) => (
        <Change
          key={change.index}
          change={change}
          trend={trend}
          to={to}
        />
      ))}
      {changes.length === 0 && note === "" && "none"}
      {note !== "" && <span class="place">{note}</span>}
    </td>
  );
}

function Change({ change, trend, to }: { change: TrendChange; trend: Trend; to: To }) {
  const programs = trend.points[change.index]?.programs ?? [];
  return (
    <p>
      <span aria-hidden="true">{change.direction === "up" ? "▲" : "▼"}</span> {changeText(change)}
      {change.effect !== "" && `, ${change.effect === "faster" ? "better" : "worse"}`}, from{" "}
      <a href={to(reportPage(change.report))}>{formatDate(change.created)}</a> on
      {programs.length > 0 && `, with ${programs.join(", ")}`}
    </p>
  );
}
