import { equal } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Breakable } from "./breakable.tsx";

Deno.test("a name may break behind its slashes, and its signs are escaped once", () => {
  const htmlOf = (text: string) => renderToString(<Breakable text={text} />);
  equal(htmlOf("tcp/Echo & <b>"), "tcp/<wbr>Echo &amp; &lt;b>");
  equal(htmlOf("C & D, items/s"), "C &amp; D, items/s");
});
