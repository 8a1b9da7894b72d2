/** What the newest report says against the one before it, or why the two are not compared. */
import { formatDate, formatList, withoutMonth } from "../format.ts";
import { reportPage, type To } from "../links.ts";
import { differencesOf, type ReportPair, reportPairs } from "../model/compare.ts";
import { COMPARE_PAGE } from "../model/page_addresses.ts";
import { isValid, type ReportView } from "../page.ts";
import { comparisonText } from "./compare/words.ts";

/** The leading report with the one of our own before it that shares a scenario; undefined where there is none. */
export async function lastChange(
  leading: ReportView | undefined,
  views: readonly ReportView[],
): Promise<ReportPair | undefined> {
  if (leading === undefined || leading.report.manifest.origin !== "measured") return undefined;
  const scenarios = new Set(leading.report.manifest.scenarios.map(({ name }) => name));
  const earlier = views.slice(views.indexOf(leading) + 1).find((view) =>
    view.report.manifest.origin === "measured" && isValid(view) &&
    view.report.manifest.scenarios.some(({ name }) => scenarios.has(name))
  );
  if (earlier === undefined) return undefined;
  const { compared, refused } = await reportPairs([leading, earlier]);
  return compared[0] ?? refused[0];
}

/** A sentence or two, with the way to every cell. */
export function SinceLast({ pair: { a, b, comparison }, to }: { pair: ReportPair; to: To }) {
  const cells = comparison.tables.flatMap((table) => table.cells);
  const isCompared = cells.some(({ ratio }) => ratio !== null);
  const { keys, programs } = differencesOf(comparison);
  const names = keys.map(({ name }) => name);
  const differing = [...names, ...programs === 0 ? [] : ["versions of programs"]];
  return (
    <p>
      Against{" "}
      <a href={to(reportPage(a.name))}>{withoutMonth(a.manifest.title, a.manifest.created)}</a>,
      {" "}
      {formatDate(a.manifest.created)}: {isCompared
        ? `${comparisonText(comparison, b.manifest)}.`
        : differing.length === 0
        ? "the two have nothing in common to compare."
        : `not compared, since the two differ in ${formatList(differing)}.`}{" "}
      <a href={to(COMPARE_PAGE)}>
        {isCompared ? "Every value, with its interval" : "What differs"}
      </a>
    </p>
  );
}
