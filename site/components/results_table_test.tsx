import { equal } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { ResultsTable } from "./results_table.tsx";
import { propsOf, series } from "./testing.ts";

Deno.test("a table is offered a filter only where its rows are more than a look takes in", () => {
  const filtered = (rows: number) => {
    const [a, b, ...more] = Array.from({ length: rows }, (_, at) => series(`s${at}`, 100 + at));
    if (a === undefined || b === undefined) throw new Error("a table of two at least");
    const props = propsOf({ a, b, ratio: 1, low: 0.9, high: 1.1, verdict: "no difference shown" });
    props.board.group.series.push(...more);
    const html = renderToString(<ResultsTable {...props} />);
    equal(html.match(/<tr id=/g)?.length, rows);
    return html.includes("data-filter");
  };
  equal(filtered(2), false);
  equal(filtered(12), false);
  equal(filtered(13), true);
});
