/** How a scenario comes to have more reports. */
import type { Report } from "../../model/report.ts";

export function MoreReports(
  { scenario, reports }: { scenario: string; reports: readonly Report[] },
) {
  const own = reports.find(({ manifest }) =>
    manifest.origin === "measured" && manifest.scenarios.some(({ name }) => name === scenario)
  );
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
            No report of this scenario was measured here. What others published is one report each,
            of hosts that are not known. <code>deno task doctor</code>{" "}
            lists what this machine can run.
          </p>
        )
        : <pre tabIndex={0}><code>{own.manifest.reproduce}</code></pre>}
      <p>
        The same in a terminal, for any metric: <code>deno task trends {scenario}</code>
      </p>
    </>
  );
}
