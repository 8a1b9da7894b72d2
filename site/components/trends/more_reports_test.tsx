import { doesNotMatch, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Report } from "../../model/report.ts";
import { MoreReports } from "./more_reports.tsx";

function report(scenario: string, known: boolean): Report {
  return {
    manifest: { origin: "imported", scenarios: [{ name: scenario }], reproduce: "" },
    environment: { known },
  } as Report;
}

const said = (...reports: Report[]) =>
  renderToString(<MoreReports scenario="echo" reports={reports} />);

Deno.test("hosts of others are called unknown only where none of them is known", () => {
  match(
    said(report("echo", false)),
    /measured here; what others published is of hosts that are not/,
  );
  const known = said(report("echo", true), report("echo", true), report("echo", false));
  match(known, /measured here; what there is others published\. <code>deno task doctor/);
  doesNotMatch(known, /not known/);
  match(said(report("other", false)), /No report of this scenario was measured here\. <code>/);
});
