import { deepEqual, equal, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { ReportText } from "./components/report_text.tsx";
import { headingsOf, renderMarkdown } from "./markdown.ts";

Deno.test("renderMarkdown() gives headings the page's levels and ids of their own", () => {
  equal(
    renderMarkdown("# The *answer*\n\n### Details\n\n# The answer\n\n# ?"),
    '<h2 id="text-the-answer">The <em>answer</em></h2>\n' +
      '<h4 id="text-details">Details</h4>\n' +
      '<h2 id="text-the-answer-2">The answer</h2>\n' +
      '<h2 id="text-part">?</h2>\n',
  );
  equal(
    renderMarkdown("## A\n\n###### B", { topLevel: 3, idPrefix: "t-" }),
    '<h3 id="t-a">A</h3>\n<h6 id="t-b">B</h6>\n',
  );
});

Deno.test("headingsOf() gives the headings of one level as they read", () => {
  const html = renderMarkdown('# A *b* & `<i>` "c"\n\n## Deeper\n\n# Last', { topLevel: 3 });
  deepEqual(headingsOf(html, 3), [
    { id: "text-a-b-i-c", title: 'A b & <i> "c"' },
    { id: "text-last", title: "Last" },
  ]);
  deepEqual(headingsOf(html, 2), []);
});

Deno.test("renderMarkdown() shows raw HTML as text and leads to no script", () => {
  const html = renderMarkdown(
    "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1)) " +
      "[b](java&#10;script:x) [c](DATA:text/html,x) [d](//evil.org) ![e](https://evil.org/x.png) " +
      "<javascript:alert(1)> &lt;b&gt;",
  );
  ok(!/<(?:script|img|b)\b/i.test(html), html);
  ok(!/(?:href|src)="(?!https:\/\/evil\.org\/x\.png|java%0Ascript:x)/i.test(html), html);
  match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  match(html, /!<a href="https:\/\/evil\.org\/x\.png">e<\/a>/);
});

Deno.test("renderMarkdown() resolves relative links alone", () => {
  const html = renderMarkdown("[a](raw/wrk.txt) [b](https://a.org/) [c](#claim-R01)", {
    resolve: (address) => `../../data/x/${address}`,
  });
  equal(
    html,
    '<p><a href="../../data/x/raw/wrk.txt">a</a> <a href="https://a.org/">b</a> ' +
      '<a href="#claim-R01">c</a></p>\n',
  );
});

Deno.test("renderMarkdown() writes tables that scroll, without inline styles", () => {
  const html = renderMarkdown("| a | b |\n|---|--:|\n| 1 | `2` |");
  match(html, /^<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>/);
  match(html, /<th class="number">b<\/th>/);
  match(html, /<td class="number"><code>2<\/code><\/td>/);
  match(html, /<\/table><\/div>\n$/);
  ok(!html.includes("style="));
});

Deno.test("renderMarkdown() sets columns of figures to the right, and no other", () => {
  const html = renderMarkdown(
    "| case | rate | place | by hand |\n|---|---|---|:--|\n" +
      "| 1KB | ≥ 36.0 k req/s | 1 to 5 | 1 |\n| 2KB | withheld | 12 | 2 |",
  );
  match(html, /<th class="number">rate<\/th>/);
  match(html, /<td class="number">≥ 36\.0.k req\/s<\/td>/);
  match(html, /<td class="number">withheld<\/td>/);
  match(html, /<th>case<\/th>/);
  match(html, /<td>12<\/td>/);
  match(html, /<td>2<\/td>/);
});

Deno.test("renderMarkdown() keeps a number and its unit on one line, and code as it is", () => {
  equal(
    renderMarkdown("a plateau of 40 ms, `64 B`"),
    "<p>a plateau of 40\u00a0ms, <code>64 B</code></p>\n",
  );
});

Deno.test("ReportText shows the HTML as it is", () => {
  equal(
    renderToString(<ReportText html={renderMarkdown("a & b")} />),
    '<div class="text"><p>a &amp; b</p>\n</div>',
  );
});
