/** What a chart of trends says in words: its finding, and what to know of its points. */
import { capital, formatDate, formatList, formatLoad, formatShare } from "../format.ts";
import {
  largestChange,
  type TrendGroup,
  type TrendSeries,
  type TrendView,
} from "../model/trends.ts";

/** "Go net/http: goodput (stress, 64 connections) down 9.1 % (8.5 to 9.7 %) from 1 April 2026 on". */
export function trendTitle(group: TrendGroup): string {
  const most = longestPiece(group);
  const largest = largestChange(group);
  if (largest === undefined) {
    return group.searched
      ? `No ${figureOf(group)} changed its level over ${most} reports`
      : `${capital(figureOf(group))}: ${lastShares(group)} of the first of ${most} reports, ` +
        "too few to look for a change of level";
  }
  const { series, change } = largest;
  const others = group.series.reduce((sum, { changes }) => sum + changes.length, 0) - 1;
  const more = others === 0 ? "" : `, and ${others} more ${others === 1 ? "change" : "changes"}`;
  return `${series.title}: ${figureOf(group)} ${changeText(change)} from ${
    formatDate(change.created)
  } on${more}`;
}

/** "88 to 94 %": where each that has a line came to in the newest report of its line, beside the first one. */
function lastShares({ series }: TrendGroup): string {
  const lasts = series.flatMap(({ pieces }) =>
    pieces.flatMap(({ dots }) => dots.length < 2 ? [] : [dots.at(-1)?.share ?? 1])
  );
  const [low, high] = [Math.min(...lasts), Math.max(...lasts)].map((share) => formatShare(share));
  return low === high ? `${low}` : `${low?.replace(/\s%$/, "")} to ${high}`;
}

/** "goodput (stress, 64 connections)": charts of a page would have one title else. */
function figureOf({ title, case: name, limits, load, loadUnit }: TrendGroup): string {
  const place = [name, limits, formatLoad(load, loadUnit)].filter((part) => part !== "");
  return place.length === 0 ? title : `${title} (${place.join(", ")})`;
}

/** "down 9.1 % (8.5 to 9.7 %)". */
export function changeText(
  { direction, ratio, low, high }: TrendSeries["changes"][number],
): string {
  const [least, most] = [low, high].map((end) => Math.abs(end - 1)).sort((a, b) => a - b)
    .map((share) => formatShare(share));
  const from = least?.replace(/\s%$/, "");
  return `${direction} ${formatShare(Math.abs(ratio - 1))} (${from} to ${most})`;
}

/** The most reports of one line that an implementation of the group has. */
export function longestPiece({ series }: TrendGroup): number {
  return series.flatMap(({ pieces }) => pieces)
    .reduce((longest, { dots }) => Math.max(longest, dots.length), 0);
}

/** `ends` are the least and the greatest share that the chart shows. */
export function trendNotes(
  { trends, reports }: Pick<TrendView, "reports" | "trends">,
  group: TrendGroup,
  ends: readonly [number, number],
): string[] {
  const notes: string[] = [];
  const floors = group.floors.filter((floor) => floor !== undefined);
  if (floors.length > 0) {
    const [low, high] = ends;
    const sizes = [...new Set(floors.map((floor) => formatShare(floor)))];
    // Else the band is taken for the ground of the chart.
    const fills = floors.every((floor) => 1 + floor >= high && 1 / (1 + floor) <= low);
    notes.push(
      `The shaded band is the largest noise floor of the reports, ${formatList(sizes)}${
        fills ? ": wider than the chart" : ""
      }.`,
    );
  }
  if (group.series.some(({ changes }) => changes.length > 0)) {
    notes.push("A triangle marks the first report of a new level.");
  }
  for (const { after, differing, reports: own } of trends.lines) {
    const at = reports.findIndex(({ name }) => name === own[0]?.name);
    if (at <= 0) continue;
    const keys = formatList([...new Set(differing.map(({ name }) => name))].slice(0, 4));
    notes.push(
      `A line of its own begins at ${own[0]?.name}: it differs from ${after} in ${keys}` +
        `${differing.length > 4 ? " and more" : ""}.`,
    );
  }
  const hasInterval = group.series.some(({ pieces }) =>
    pieces.some(({ dots }) => dots.some(({ low }) => low !== null))
  );
  if (hasInterval) {
    notes.push(
      "Bars on the points are 95\u00a0% intervals; those of one report stand side by side.",
    );
  }
  return notes;
}
