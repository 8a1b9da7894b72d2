/** The lines of a scenario's trends: which reports each has, why it is a line of its own, and its tables. */
import { hasValues, nameOfKey, type TrendLine } from "../../../pipeline/report.ts";
import { formatCount, formatDate } from "../../format.ts";
import { reportPage, type To } from "../../links.ts";
import { longestLine, type TrendGroup, type TrendView } from "../../model/trends.ts";
import { Breakable } from "../breakable.tsx";
import { ScrollTable } from "../scroll_table.tsx";
import { TrendRows } from "./trend_table.tsx";

export function TrendLines({ view, to }: { view: TrendView; to: To }) {
  return (
    <>
      {view.trends.lines.map((line, index) => (
        <Line view={view} line={line} index={index} to={to} key={line.hash} />
      ))}
    </>
  );
}

/** The element id of the table that says a chart in numbers: its metric's, in the longest line that has values. */
export function tableIdOf(
  { trends: { lines } }: TrendView,
  { metric, statistic }: TrendGroup,
): string {
  const [longest] = lines.flatMap(({ reports, tables }, line) =>
    tables.flatMap((table, at) =>
      table.metric === metric && table.statistic === statistic && hasValues(table)
        ? [{ id: tableId(line, at), length: reports.length }]
        : []
    )
  ).sort((a, b) => b.length - a.length);
  // A group is made from tables that have rows.
  return (longest as { id: string }).id;
}

function tableId(line: number, table: number): string {
  return `trend-${line + 1}-${table + 1}`;
}

function Line({ view, line, index, to }: {
  view: TrendView;
  line: TrendLine;
  index: number;
  to: To;
}) {
  const { reports, after, differing, tables } = line;
  return (
    <>
      <h3>
        {reports.length === 1 && view.trends.lines.length > 1
          ? "1\u00a0report with a host, tools or a load of its own"
          : `${formatCount(reports.length, "report")} of one host, tools and load`}
      </h3>
      <p class="reports">
        {reports.map(({ name, created }, at) => (
          <>
            {at > 0 && ", "}
            <a href={to(reportPage(name))}>{name}</a> ({formatDate(created)})
          </>
        ))}
      </p>
      {differing.length > 0 && (
        <ScrollTable
          id={`break-${index + 1}`}
          caption={`Why it is a line of its own: it differs from ${after}`}
        >
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">{after}</th>
              <th scope="col">{reports[0]?.name}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((key) => (
              <tr>
                <th scope="row">{nameOfKey(key)}</th>
                <td class="wide">
                  <Breakable as="host" text={key.a ?? "not recorded"} />
                </td>
                <td class="wide">
                  <Breakable as="host" text={key.b ?? "not recorded"} />
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {/* Of one report alone its own pages have the figures. */}
      {longestLine(view) > 1 && tables.map((table, at) => (
        <TrendRows
          view={view}
          line={line}
          table={table}
          id={tableId(index, at)}
          to={to}
        />
      ))}
    </>
  );
}
