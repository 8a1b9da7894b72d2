import { deepEqual } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { linkFrom } from "../../links.ts";
import { LinkedReports } from "./linked_reports.tsx";

Deno.test("a report that a note names is one click away; other words stay words", () => {
  const said = renderToString(
    <LinkedReports
      of={["day-01 is left out: it is not day-1, but v1.2.", "day-1"]}
      names={new Set(["day-01", "v1.2"])}
      to={linkFrom("/trends/a/")}
    />,
  );
  deepEqual([...said.matchAll(/<a [^>]*>(.*?)<\/a>/g)].map(([, word]) => word), ["day-01", "v1.2"]);
  deepEqual(
    [...said.matchAll(/<li[^>]*>(.*?)<\/li>/g)].map(([, text]) => text?.replace(/<.*?>/g, "")),
    [
      "day-01 is left out: it is not day-1, but v1.2.",
      "day-1",
    ],
  );
});
