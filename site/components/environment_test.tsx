import { deepEqual } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { ImplementationEntry } from "../../pipeline/report.ts";
import { VersionsTable } from "./environment.tsx";

function headsOf(more: Partial<ImplementationEntry>): string[] {
  const entry: ImplementationEntry = {
    ...{ name: "a", scenario: "s", title: "A", language: "C", runtime: "native", framework: "" },
    ...{ state: "measured", reason: "", remedy: "", versions: [], source: "", ...more },
  };
  const html = renderToString(
    <VersionsTable id="v" implementations={[entry]} trials={[]} addressOf={String} />,
  );
  return [...html.matchAll(/<th scope="col">([^<]*)/g)].map(([, head = ""]) => head);
}

Deno.test("the versions have no column of what is known of no program", () => {
  const always = ["Implementation", "Language, runtime, framework"];
  deepEqual(headsOf({}), always);
  deepEqual(headsOf({ source: "https://example.org/a" }), [...always, "Source"]);
  deepEqual(headsOf({ versions: [{ name: "gcc", version: "12" }] }), [...always, "Versions"]);
});
