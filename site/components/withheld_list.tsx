/** Why values of a group are withheld, in words: tables hatch them where they show them. */
import type { FindingRow } from "../../pipeline/report.ts";
import { formatCount, formatLoad } from "../format.ts";
import { findingId, reportPage } from "../links.ts";
import type { TableProps } from "./table_props.ts";
import { unbroken } from "../unbroken.ts";

/** Metrics of which a page shows values. */
const SHOWN = ["goodput", "throughput", "latency"];

export function WithheldList({ board, report, to, reasons }: TableProps) {
  const reasonsOf = board.group.series.map((series) => {
    const found = new Map<FindingRow, Set<number | null>>();
    for (const point of series.points) {
      for (const metric of SHOWN) {
        for (const statistic of ["mean", "p50", "p99", "max"]) {
          const value = point.value(metric, statistic);
          if (value?.summary.status !== "withheld") continue;
          for (const finding of reasons(value)) {
            found.set(finding, (found.get(finding) ?? new Set()).add(point.cell.load));
          }
        }
      }
    }
    return { series, found };
  }).filter(({ found }) => found.size > 0);
  if (reasonsOf.length === 0) return null;
  return (
    <>
      <p>Withheld, and why:</p>
      <ul class="plain">
        {reasonsOf.map(({ series, found }) => {
          const [first] = found.keys();
          if (first === undefined) return null;
          const loads = new Set([...found.values()].flatMap((each) => [...each]));
          const [load] = loads;
          const where = loads.size > 1
            ? ` at ${formatCount(loads.size, "load")}`
            : load === null || load === undefined
            ? ""
            : ` at ${formatLoad(load, board.group.loadUnit)}`;
          return (
            <li>
              {series.title}
              {where}: {unbroken(first.message)}{" "}
              <a href={to(`${reportPage(report)}#${findingId(first.rule)}`)}>{first.rule}</a>
            </li>
          );
        })}
      </ul>
    </>
  );
}
