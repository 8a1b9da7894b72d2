/** The host of a report and the versions of everything that ran on it. */
import type { ImplementationEntry, Trial, Version } from "../../pipeline/report.ts";
import { compareText } from "../../pipeline/report.ts";
import type { Report } from "../model/report.ts";
import { Breakable } from "./breakable.tsx";
import { CommandWords } from "./command_words.tsx";
import { Facts } from "./facts.tsx";
import { FingerprintFacts } from "./fingerprint.tsx";
import { Sentences } from "./sentences.tsx";
import { ScrollTable } from "./scroll_table.tsx";

export function Environment({ report: { environment, fingerprint } }: { report: Report }) {
  if (!environment.known) {
    return (
      <>
        <p>
          Nothing is known of the host, so these results are never compared with those of another
          report.
        </p>
        {fingerprint.keys.length > 0 && <FingerprintFacts fingerprint={fingerprint} />}
      </>
    );
  }
  const entries = (record: Readonly<Record<string, string>>) => Object.entries(record);
  return (
    <>
      <FingerprintFacts fingerprint={fingerprint} />
      <Sentences of={environment.isolation} />
      {entries(environment.notes).length > 0 && (
        <>
          <h3>Noted at the run</h3>
          <Facts facts={entries(environment.notes)} />
        </>
      )}
    </>
  );
}

/** Tools and versions as the trials recorded them: "wrk 4.1.0". */
export function toolsOf(trials: readonly Trial[]): string[] {
  const tools = trials.flatMap((trial) => trial.tools).map(versionText);
  return [...new Set(tools)].sort(compareText);
}

function versionText({ name, version }: Version): string {
  return `${name} ${version}`;
}

export interface VersionsProps {
  id: string;
  implementations: readonly ImplementationEntry[];
  trials: readonly Trial[];
  addressOf: (implementation: string) => string;
}

/** Exact versions of the programs under test, and how they were started. */
export function VersionsTable({ id, implementations, trials, addressOf }: VersionsProps) {
  const rows = implementations.map((each) => {
    const trial = trials.find((trial) =>
      trial.implementation === each.name && trial.scenario === each.scenario
    );
    const server = trial?.processes.find(({ role }) => role === "server" || role === "program");
    return { each, trial, server };
  });
  // Of what others measured often nothing is known: a column of it would be empty.
  const has = {
    versions: implementations.some(({ versions }) => versions.length > 0),
    start: rows.some(({ server }) => server !== undefined),
    source: implementations.some(({ source }) => source !== ""),
  };
  return (
    <ScrollTable
      id={id}
      caption={`Programs under test${has.start ? ", and how each was started" : ""}`}
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          <th scope="col">Language, runtime, framework</th>
          {has.versions && <th scope="col">Versions</th>}
          {has.start && <th scope="col">Started as</th>}
          {has.source && <th scope="col">Source</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ each, trial, server }) => (
          <tr>
            <th scope="row">
              {trial === undefined ? each.title : <a href={addressOf(each.name)}>{each.title}</a>}
            </th>
            <td>
              {[...new Set([each.language, each.runtime, each.framework])]
                .filter((part) => part !== "").join(", ")}
            </td>
            {has.versions && <td class="wide">{each.versions.map(versionText).join(", ")}</td>}
            {has.start && (
              <td class="wide">
                {server !== undefined && <CommandWords words={server.argv.map(shellWord)} />}
              </td>
            )}
            {has.source && (
              <td class="wide">
                {each.source !== "" && (
                  <code>
                    <Breakable text={each.source} />
                  </code>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

const PLAIN = /^[\w@%+=:,./-]+$/;

/** An argv as a person would type it in a shell. */
export function commandLine(argv: readonly string[]): string {
  return argv.map(shellWord).join(" ");
}

/** A word as a person would type it in a shell. */
export function shellWord(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
