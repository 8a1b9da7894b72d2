import { match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Schema } from "./schema.tsx";

Deno.test("a column's type stands with its name, so that a phone shows what it means beside them", () => {
  const html = renderToString(<Schema />);
  match(html, /<code>trial<\/code> <small>integer, required<\/small><\/th><td class="words">/);
  match(html, /<code>mean<\/code> <small>number<\/small><\/th>/);
  ok(!html.includes(">Type<"));
});
