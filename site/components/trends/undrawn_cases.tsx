/** Which cases of a scenario the charts of its trends show, where they do not show all. */
import { formatCount, formatNumber } from "../../format.ts";
import type { To } from "../../links.ts";
import { WALL } from "../../model/benchmarks.ts";
import { trendCsv } from "../../model/page_addresses.ts";
import type { TrendView } from "../../model/trends.ts";

export function UndrawnCases({ view, to }: { view: TrendView; to: To }) {
  const { lines, of, byOtherClock, isRanked, loads } = view.undrawn;
  if (lines === of && !loads) return null;
  return (
    <p>
      {lines < of && (
        <>
          Of {formatCount(of, "case")} {formatNumber(lines)} {lines === 1 ? "is" : "are"} drawn:
          {" "}
          {isRanked && "those that rank the scenario, then "}
          those whose level changed most, then by name.{" "}
        </>
      )}
      {byOtherClock > 0 && (
        <>
          A benchmark that was timed by both clocks is drawn by the wall clock (<code>{WALL}</code>
          {" "}
          in its name).{" "}
        </>
      )}
      {loads && "Each is drawn at the load where the newest report has the best figure. "}
      All are in <a href={to(trendCsv(view.scenario))}>trends.csv</a>.
    </p>
  );
}
