/** Charts with a row per implementation: who has a row, in which order, under which label. */
import type { Standing, Standings } from "../model/standings.ts";
import { fitText, type Size } from "./plot.ts";

/** Standings, each with the twin of its program right below it, so that the two can be compared. */
export function rowsOf(board: Standings): Standing[] {
  const rows = board.order.flatMap((standing) => [
    standing,
    ...board.twins.filter((twin) => twin.series.implementation.twin_of === standing.series.name),
  ]);
  return [...rows, ...board.twins.filter((twin) => !rows.includes(twin))];
}

/**
 * Whether a rule belongs below a row: all down to it are shown to be better than all below. A twin stands with
 * its original, so the rule comes below the last of them.
 */
export function endsGroup(board: Standings, row: Standing): boolean {
  const original = row.series.implementation.twin_of ?? row.series.name;
  const together = board.twins.filter((twin) => twin.series.implementation.twin_of === original);
  const isLast = together.length === 0 || together.at(-1) === row;
  return isLast && [...board.ends].some(({ series }) => series.name === original);
}

/** Labels by implementation name, as long as the size has room for. */
export function rowLabels(
  rows: readonly Standing[],
  width: number,
  size: Size,
): ReadonlyMap<string, string> {
  return new Map(
    rows.map(({ series }) => [series.name, fitText(series.title, width, size.fontSize)]),
  );
}
