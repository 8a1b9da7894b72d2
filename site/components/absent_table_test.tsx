import { equal } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Remedy } from "./absent_table.tsx";

Deno.test("an option of the command that gives a result is never broken behind its hyphens", () => {
  const html = renderToString(
    <Remedy text="github.com/a/drogon, uuid-dev: cmake -DORM=OFF --build" />,
  );
  equal(
    html.replace(/ +class/g, " class"),
    'github.com/a/<wbr>drogon, uuid-dev: cmake <span class="unbroken">-DORM</span>=OFF ' +
      '<span class="unbroken">--build</span>',
  );
});
