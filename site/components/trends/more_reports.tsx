/** How a scenario comes to have more reports. */
import type { Report } from "../../model/report.ts";
import { Command } from "../command.tsx";

export function MoreReports(
  { scenario, reports }: { scenario: string; reports: readonly Report[] },
) {
  const all = reports.filter(({ manifest }) =>
    manifest.scenarios.some(({ name }) => name === scenario)
  );
  const own = all.find(({ manifest }) => manifest.origin === "measured");
  return (
    <>
      <p>
        A trend needs reports of one host, with the same tools and load: two to draw a line, six to
        look for a change of level. Each is a run of its own, under a name of its own, on the same
        machine.
      </p>
      {own === undefined || own.manifest.reproduce === ""
        ? (
          <p>
            {own === undefined && `No report of this scenario was measured here${othersOf(all)}. `}
            <code>deno task doctor</code> lists what this machine can run.
          </p>
        )
        : <Command text={own.manifest.reproduce} />}
      <p>
        The same in a terminal, for any metric: <code>deno task trends {scenario}</code>
      </p>
    </>
  );
}

/** What there is of others, and whether a trend can ever be drawn of it. */
function othersOf(reports: readonly Report[]): string {
  if (reports.length === 0) return "";
  return reports.some(({ environment }) => environment.known)
    ? "; what there is others published"
    : "; what others published is of hosts that are not known";
}
