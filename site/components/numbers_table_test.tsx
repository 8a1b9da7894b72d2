import { match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { NumbersTable } from "./numbers_table.tsx";

Deno.test("an interval stands below its figure, and what is no interval beside it", () => {
  const rows = [["a", "≥ 844 (790 to 902)", "16 (of 20)", "–"]];
  const head = ["Implementation", "p50, ms", "answers", "p99, ms"];
  const html = renderToString(<NumbersTable id="n" caption="c" numbers={{ head, rows }} />);
  match(html, /<td +class="number">≥ 844 <small *>790 to 902<\/small><\/td>/);
  match(html, /<td +class="number">16 \(of 20\)<\/td><td +class="number">–<\/td>/);
});
