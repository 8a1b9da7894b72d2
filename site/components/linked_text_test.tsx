import { equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { LinkedText } from "./linked_text.tsx";

const htmlOf = (text: string) => renderToString(<LinkedText text={text} />);

Deno.test("addresses of a text are links, and the stops behind them are not part of them", () => {
  equal(
    htmlOf("Them, “It”, https://a.example/b?c=1&d=2, and (http://e.example/f)."),
    "Them, “It”, " +
      '<a href="https://a.example/b?c=1&amp;d=2">https://a.example/b?c=1&amp;d=2</a>, and (' +
      '<a href="http://e.example/f">http://e.example/f</a>).',
  );
  equal(htmlOf("no address"), "no address");
});

Deno.test("nothing else of a text is a link or markup", () => {
  for (
    const text of ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://", "//a"]
  ) {
    equal(htmlOf(text), text);
  }
  equal(
    htmlOf('https://a.example/"onclick="x <b>'),
    '<a href="https://a.example/">https://a.example/</a>&quot;onclick=&quot;x &lt;b>',
  );
});

Deno.test("a date in a text of somebody else's stays on one line", () => {
  const html = renderToString(<LinkedText text="runs of 2026-05-17 and 2026-5" />);
  match(html, /^runs of <span +class="unbroken">2026-05-17<\/span> and 2026-5$/);
});
