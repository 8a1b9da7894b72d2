import { deepEqual, equal, match, ok } from "node:assert/strict";
import { endColumn, type EndLabel } from "./end_labels.ts";
import { NARROW, textWidth, WIDE } from "./plot.ts";

const LONG = "Common Lisp Hunchentoot";

function labels(...texts: string[]): EndLabel[] {
  const style = { colour: "", marker: "circle", dash: "", coloured: true } as const;
  return texts.map((text) => ({ name: text, text, x: 1, y: 1, style, href: undefined }));
}

Deno.test("on a phone a long label takes two lines, and the column is as high as they need", () => {
  const column = endColumn(labels(LONG, "Go"), 128, NARROW);
  const lines = column.lines.get(LONG) ?? [];
  equal(lines.length, 2);
  equal(lines.join(" "), LONG);
  ok(lines.every((line) => textWidth(line, NARROW.fontSize) < column.width));
  ok(column.height >= 3 * NARROW.fontSize, String(column.height));
  ok(column.height > endColumn(labels("Ruby", "Go"), 128, NARROW).height + NARROW.fontSize);
});

Deno.test("on a desk a label takes one line, and only as much width as it needs", () => {
  const { lines, width } = endColumn(labels(LONG, "Go"), 310, WIDE);
  deepEqual(lines.get(LONG), [LONG]);
  ok(width < 310 && width > textWidth(LONG, WIDE.fontSize), String(width));
});

Deno.test("for a word that would just be cut the column is a little wider, for a longer one it is not", () => {
  const word = "WebSocket++";
  equal(endColumn(labels(word), 120, NARROW).lines.get(word)?.join(), word);
  equal(endColumn(labels("Go", "A server of many words"), 120, NARROW).width, 120);
  ok(endColumn(labels("A".repeat(40)), 120, NARROW).width < 140);
});

Deno.test("what has no room in two lines is cut", () => {
  const text = "A server whose title is much too long for any phone";
  match(endColumn(labels(text), 128, NARROW).lines.get(text)?.join("\n") ?? "", /^A server\n.*…$/);
});
