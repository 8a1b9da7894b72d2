import { doesNotMatch, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Row } from "../../../pipeline/report.ts";
import type { Report } from "../../model/report.ts";
import { CorrectedTable } from "./corrected_table.tsx";

const row = {
  ...{ scenario: "s", implementation: "a", case: "", limits: "", load: 8 },
  ...{ load_unit: "connections", trial: 1, unit: "s", clock: "", loop: "closed" },
  ...{ correction: "", status: "ok", findings: [], source: "raw/wrk.histogram.txt#L2", labels: {} },
} as const;

function tableOf(correction: string, metric: string): string {
  const values = [{
    report: { name: "r", manifest: { implementations: [] } } as unknown as Report,
    correction,
    before: { ...row, metric, statistic: "p95", value: 3 } as unknown as Row,
    after: { ...row, metric, statistic: "p95", value: 1, correction } as unknown as Row,
    terms: [],
  }];
  const to = (path: string) => path;
  return renderToString(<CorrectedTable of={{ correction, metric, values }} to={to} />);
}

Deno.test("what wrk never prints is not called printed", () => {
  const html = tableOf("backfill-removed", "latency");
  match(html, /○ from wrk’s histogram, ●/);
  match(html, /the values from wrk’s histogram are 3\.0 times the corrected ones/);
  doesNotMatch(html, /printed/);
  match(tableOf("cpu-to-wall", "items_rate"), /○ as printed, ●/);
});
