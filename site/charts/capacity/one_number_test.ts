import { equal, ok } from "node:assert/strict";
import { loadReport } from "../../model/report.ts";
import { siteData } from "../../page.ts";
import { whereText } from "./gate_curves.ts";
import { perCoreChart } from "./per_core.ts";
import { capacityView } from "./view.ts";

const FOLDER = decodeURIComponent(
  new URL("../../../data/published-speech-gateway", import.meta.url).pathname,
);
const REPORT = await loadReport("published-speech-gateway", FOLDER);

Deno.test("of a gate that none or all break the title says so as one would", () => {
  const said = (broken: number, all: number) => whereText(broken, all).replaceAll("\u00a0", " ");
  equal(said(0, 2), "no load of any implementation");
  equal(said(0, 1), "no load of the implementation");
  equal(said(1, 2), "some load of 1 of 2 implementations");
  equal(said(1, 1), "some load of the implementation");
  equal(said(3, 3), "some load of all 3 implementations");
  equal(said(2, 2), "some load of both implementations");
});

Deno.test("what a core carries is not drawn where all had one number of cores", () => {
  const [scenario] = siteData([REPORT]).reports[0]?.scenarios ?? [];
  const view = scenario && capacityView(scenario, { cells: () => undefined });
  ok(view !== undefined);
  const slots = siteData([REPORT]).slots;
  ok(perCoreChart({ view, slots }) !== undefined);
  const groups = view.groups.filter(({ cores }) => cores === 1);
  equal(perCoreChart({ view: { ...view, groups }, slots }), undefined);
});
