/** The findings alone: of raw files, of a report, and the rules that make them. */
import { Option } from "commander";
import { command, endWith, printData, runCommand, withoutControls } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { terminalProgress } from "../common/progress.ts";
import { RULES } from "./audit/mod.ts";
import type { Rule } from "./audit/rule.ts";
import { formatList } from "./audit/words.ts";
import { describeCounts, figureWords, SEVERITIES } from "./finding.ts";
import { inspectFiles } from "./inspect.ts";
import type { InspectedRun } from "./inspected.ts";
import { type Audited, findingsOfRuns, writeAudited } from "./inspected_tables.ts";
import { checkInputs } from "./raw_input.ts";
import { readTables, reportFolder } from "./report_folder.ts";
import { nameSchema } from "./trial.ts";
import { type Column, writeCsv } from "./tables/csv.ts";
import { addAll } from "../common/lists.ts";

type Output = "table" | "json" | "csv";

/** The folder of a report, given its name or the folder itself; undefined of anything else. */
async function reportOf(input: string): Promise<string | undefined> {
  const isReport = async (folder: string) =>
    await Deno.stat(`${folder}/report.json`).catch(() => undefined) !== undefined;
  const there = await Deno.stat(input).catch(() => undefined);
  if (there?.isDirectory && await isReport(input)) return input;
  if (there !== undefined || input === "-" || !nameSchema.safeParse(input).success) {
    return undefined;
  }
  const folder = reportFolder(input);
  if (await isReport(folder)) return folder;
  throw new Failure(`${input}: there is no such file, and no report of that name under data/`);
}

/** Reads one input after another; what cannot be read is named on stderr and the others go on. */
async function auditInputs(
  inputs: readonly string[],
  each: (input: string, findings: Audited[]) => void,
): Promise<boolean> {
  const started = performance.now();
  const progress = terminalProgress();
  let good = true;
  for (const [index, input] of inputs.entries()) {
    try {
      const folder = await reportOf(input);
      if (folder === undefined) {
        const read = (runs: InspectedRun[]) => each(input, findingsOfRuns(runs));
        good = await inspectFiles([input], read) && good;
      } else {
        const { findings } = await readTables(folder);
        each(input, findings.map((finding) => ({ input, runs: [], ...finding })));
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.error(withoutControls(`error: ${error.message}`));
      good = false;
    }
    if (performance.now() - started > 1000) {
      progress.show(`audit: ${index + 1} of ${inputs.length}`);
    }
  }
  progress.done();
  return good;
}

function placeOf(finding: Audited): string {
  const { scenario, implementation, load, load_unit, trial, runs } = finding;
  return [
    scenario,
    implementation,
    finding.case,
    load === null ? "" : `${load} ${load_unit}`.trimEnd(),
    trial === null ? "" : `trial ${trial}`,
    // A file of one run needs no number.
    runs.length > 0 && runs.some((run) => run > 1) ? `run ${formatList(runs.map(String))}` : "",
    figureWords(finding),
  ].filter((part) => part !== "").join(", ");
}

/** The gravest first, as lines. */
export function formatFindings(input: string, findings: readonly Audited[]): string {
  const lines = [`${input}: ${describeCounts(findings)}`];
  for (const severity of SEVERITIES) {
    for (const finding of findings) {
      if (finding.severity !== severity) continue;
      const place = placeOf(finding);
      // The file has been named; its line is enough.
      const source = finding.source.startsWith(`${input}#`)
        ? finding.source.slice(input.length)
        : finding.source;
      lines.push(
        `  ${severity}: ${finding.rule}: ${place === "" ? "" : `${place}: `}${finding.message}` +
          (source === "" ? "" : ` (${source})`),
      );
    }
  }
  return lines.map(withoutControls).join("\n") + "\n";
}

const RULE_COLUMNS: readonly Column<Rule>[] =
  (["name", "severity", "scope", "why", "example"] as const)
    .map((name) => ({ name, type: "string", get: (rule) => rule[name] }));

function formatRules(): string {
  return RULES.map(({ name, severity, scope, why, example }) =>
    `${name} (${severity}${
      scope === "report" ? ", whole reports only" : ""
    })\n  ${why}\n  Example: ${example}\n`
  ).join("\n");
}

function printRules(output: Output): void {
  if (output === "csv") printData(writeCsv(RULE_COLUMNS, RULES));
  else if (output === "table") printData(formatRules());
  else {
    const rules = RULES.map(({ name, severity, scope, why, example }) => {
      return { name, severity, scope, why, example };
    });
    printData(JSON.stringify(rules, null, 2) + "\n");
  }
}

/** `deno task audit FILE...`, `deno task audit NAME`, `deno task audit --rules` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("audit", "Print what is wrong with raw files or with a report.")
    .argument(
      "[FILE...]",
      "raw output of a load tool, gzipped or not; - is standard input; or the name of a report under data/",
    )
    .option("--rules", "print every rule: its severity, why it is one, and a real case")
    .addOption(
      new Option("--output <form>", "how to print it")
        .choices(["table", "json", "csv"]).default("table"),
    )
    .action(async (inputs: string[], options: { rules?: boolean; output: Output }) => {
      const { output } = options;
      if (options.rules && inputs.length === 0) return printRules(output);
      if (options.rules || inputs.length === 0) {
        throw new Failure(
          "audit takes files, the name of a report, or --rules alone; see --help",
          2,
        );
      }
      checkInputs(inputs);
      const all: Audited[] = [];
      const good = await auditInputs(inputs, (input, findings) => {
        if (output === "table") printData(formatFindings(input, findings));
        else addAll(all, findings);
      });
      if (output === "json") printData(JSON.stringify(all, null, 2) + "\n");
      if (output === "csv") printData(writeAudited(all));
      if (!good) endWith(1);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
