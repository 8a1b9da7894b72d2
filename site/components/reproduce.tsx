/** The commands that make a report like this one, and the load tool's own. */
import type { ImplementationEntry, Trial } from "../../pipeline/report.ts";
import type { Report } from "../model/report.ts";
import { Command } from "./command.tsx";
import { commandLine } from "./environment.tsx";

export function Reproduce({ report, trial }: { report: Report; trial: Trial | undefined }) {
  const { manifest } = report;
  const generator = trial?.processes.find(({ role }) => role === "generator");
  return (
    <>
      {manifest.reproduce === ""
        ? <p>These results were not measured here; there is no command that makes them again.</p>
        : (
          <>
            <p>
              {manifest.origin === "imported"
                ? "Others measured this. In a copy of the project, this makes the tables anew from their raw output:"
                : "In a copy of the project, on a host of one’s own:"}
            </p>
            <Command text={manifest.reproduce} />
          </>
        )}
      {generator !== undefined && (
        <>
          <p>
            Each trial’s commands, times, exit status and checksums are in{" "}
            <code>trials.ndjson</code> of this report. The load of the first one:
          </p>
          <Command text={commandLine(generator.argv)} />
        </>
      )}
    </>
  );
}

/** The command for one implementation of a report. */
export function ReproduceOne(
  { report: { manifest }, implementation }: {
    report: Report;
    implementation: ImplementationEntry;
  },
) {
  if (manifest.reproduce === "") {
    return <p>These results were not measured here; there is no command that makes them again.</p>;
  }
  const { name, twin_of } = implementation;
  return (
    <>
      <p>
        {manifest.origin === "imported"
          ? "Others measured this. In a copy of the project, this makes the tables anew from their raw output:"
          : "In a copy of the project, on a host of one’s own, for this implementation alone:"}
      </p>
      <Command text={commandForOne(manifest.reproduce, twin_of ?? name)} />
    </>
  );
}

/** The report's own command with one `--implementation` instead of all that it names. */
export function commandForOne(reproduce: string, implementation: string): string {
  if (!/^deno task bench( |$)/.test(reproduce)) return reproduce;
  const [, , , ...options] = reproduce.replace(/ --implementation \S+/g, "").split(" ");
  return ["deno task bench --implementation", implementation, ...options].join(" ");
}
