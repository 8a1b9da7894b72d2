/** Charts with a row per implementation: who has a row, in which order, under which label. */
import type { Series } from "../model/scenario.ts";
import type { Standing, Standings } from "../model/standings.ts";
import { fitText, type Size, textWidth } from "./plot.ts";
import { wrapText } from "./wrap.ts";

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
  rows: readonly { series: Pick<Series, "name" | "title"> }[],
  width: number,
  size: Size,
): ReadonlyMap<string, string> {
  return fitTitles(rows.map(({ series }) => series), width, size);
}

/** The titles left of the rows of a chart. */
export interface TitleColumn {
  /** Pixels that it takes, with the space to its right. */
  space: number;
  /** By implementation name; of two lines where a phone has no room for one. */
  labels: ReadonlyMap<string, string>;
  /** Pixels of a row that has room for them. */
  rowHeight: number;
}

const GAP = 10;

/** A column of titles, `most` pixels wide on a desk, beside rows of at least `leastHeight` pixels. */
export function titleColumn(
  entries: readonly { name: string; title: string }[],
  { most, leastHeight, size }: { most: number; leastHeight: number; size: Size },
): TitleColumn {
  const widest = Math.max(...entries.map(({ title }) => textWidth(title, size.fontSize)));
  if (!size.narrow) {
    const space = Math.min(most, widest + 16);
    return { space, labels: fitTitles(entries, space - GAP, size), rowHeight: leastHeight };
  }
  const space = Math.min(MOST_NARROW, widest / SPARE + 16);
  const labels = fitLabels(entries, space - GAP, size);
  const isHigh = [...labels.values()].some((label) => label.includes("\n"));
  return { space, labels, rowHeight: isHigh ? 2 * size.fontSize + 6 : leastHeight };
}

/** Pixels that a phone has for titles beside what is drawn. */
const MOST_NARROW = 146;

/** Letters of some systems are wider than those that were counted, and a phone has no room for them. */
export const SPARE = 0.92;

/**
 * Titles by name, as labels of so many pixels: of one line on a desk, of at most two on a phone. Those that would be
 * cut alike are in one line that tells them apart.
 */
export function fitLabels(
  entries: readonly { name: string; title: string }[],
  width: number,
  size: Size,
): ReadonlyMap<string, string> {
  if (!size.narrow) return fitTitles(entries, width, size);
  const room = width * SPARE;
  const wrapped = new Map(
    entries.map(({ title }) => [title, wrapText(title, room, size.fontSize, 2).join("\n")]),
  );
  const times = Map.groupBy(wrapped.values(), (text) => text);
  const inOne = fitTitles(entries, room, size);
  return new Map(entries.map(({ name, title }) => {
    const text = wrapped.get(title) ?? title;
    return [name, (times.get(text)?.length ?? 0) > 1 ? inOne.get(name) ?? title : text];
  }));
}

/** Titles by name, each cut where it is too wide: at its end, or in the middle where two would then be the same. */
export function fitTitles(
  entries: readonly { name: string; title: string }[],
  width: number,
  { fontSize }: Size,
): ReadonlyMap<string, string> {
  const cut = new Map(entries.map(({ title }) => [title, fitText(title, width, fontSize)]));
  const times = Map.groupBy(cut.values(), (text) => text);
  return new Map(entries.map(({ name, title }) => {
    const text = cut.get(title) ?? title;
    return [name, (times.get(text)?.length ?? 0) > 1 ? fitMiddle(title, width, fontSize) : text];
  }));
}

/** "Python (F…threaded)": the beginning and the end of a title that is too wide. */
function fitMiddle(title: string, width: number, fontSize: number): string {
  const head = fitText(title, width / 2, fontSize);
  const turned = fitText([...title.slice(-MOST_LETTERS)].reverse().join(""), width / 2, fontSize);
  const tail = [...turned].reverse().join("").replace("…", "");
  return head.endsWith("…") ? head + tail : title;
}

/** No label has room for more. */
const MOST_LETTERS = 200;
