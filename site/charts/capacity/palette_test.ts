import { deepEqual, ok } from "node:assert/strict";
import { loadReport } from "../../model/report.ts";
import { siteData } from "../../page.ts";
import { capacitySlots } from "./palette.ts";
import { capacityView } from "./view.ts";

const FOLDER = decodeURIComponent(
  new URL("../../../data/published-speech-gateway", import.meta.url).pathname,
);
const REPORT = await loadReport("published-speech-gateway", FOLDER);

Deno.test("what sustains most on any number of cores is in colour, though nothing is left of it on the fewest", () => {
  const [scenario] = siteData([REPORT]).reports[0]?.scenarios ?? [];
  ok(scenario !== undefined);
  const view = capacityView(scenario, {
    cells: ({ implementation, limits }) =>
      implementation === "rust-axum" && limits.startsWith("1 core")
        ? { state: "superseded", report: "later", reason: "", source: "" }
        : undefined,
  });
  ok(view !== undefined);
  deepEqual([...capacitySlots({ view, slots: new Map() }).keys()].slice(0, 3), [
    "cpp-uwebsockets",
    "rust-axum",
    "java-helidon",
  ]);
});
