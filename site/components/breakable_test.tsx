import { equal } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Breakable } from "./breakable.tsx";

Deno.test("a name may break behind its slashes, and its signs are escaped once", () => {
  const htmlOf = (text: string) => renderToString(<Breakable text={text} />);
  equal(htmlOf("tcp/Echo & <b>"), "tcp/<wbr>Echo &amp; &lt;b>");
  equal(htmlOf("C & D, items/s"), "C &amp; D, items/s");
});

Deno.test("the long names among words break where both sides say something", () => {
  equal(
    renderToString(
      <Breakable as="host" text="spec_store_bypass: usercopy/swapgs and __user; spectre_v1" />,
    ),
    "spec_<wbr>store_<wbr>bypass: usercopy/<wbr>swapgs and __user; spectre_v1",
  );
});
