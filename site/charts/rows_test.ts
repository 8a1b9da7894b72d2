import { equal, match, notEqual, ok } from "node:assert/strict";
import { NARROW, textWidth, WIDE } from "./plot.ts";
import { titleColumn } from "./rows.ts";

const LONG = "Java HttpServer on virtual threads";
const entriesOf = (...titles: string[]) => titles.map((title) => ({ name: title, title }));
const column = (size: typeof WIDE, ...titles: string[]) =>
  titleColumn(entriesOf(...titles), { most: 300, leastHeight: 22, size });

Deno.test("on a phone a long title takes two lines, for which its row has room", () => {
  const { labels, rowHeight, space } = column(NARROW, LONG, "Go");
  const lines = labels.get(LONG)?.split("\n") ?? [];
  equal(lines.join(" "), LONG);
  ok(lines.every((line) => textWidth(line, NARROW.fontSize) < space));
  ok(rowHeight >= 2 * NARROW.fontSize, String(rowHeight));
  equal(column(NARROW, "Go", "Rust axum").rowHeight, 22);
  const wide = column(WIDE, LONG, "Go");
  equal(wide.labels.get(LONG), LONG);
  equal(wide.rowHeight, 22);
});

Deno.test("what has no room in two lines is cut, and two titles stay apart", () => {
  const start = "A server whose title is much too long for any phone";
  const { labels } = column(NARROW, `${start}, first`, `${start}, second`);
  const [first = "", second = ""] = labels.values();
  match(first, /…/);
  notEqual(first, second);
  match(column(NARROW, start).labels.get(start) ?? "", /^A server whose\n.*…$/);
});
