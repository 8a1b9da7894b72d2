/** What a person asks of raw files: their measurements and findings, with no report around them. */
import { Option } from "commander";
import {
  command,
  endWith,
  numberOption,
  printData,
  runCommand,
  withoutControls,
} from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import type { Correction } from "./corrections/correction.ts";
import { coordinatedOmission } from "./corrections/coordinated_omission.ts";
import { figureWords } from "./finding.ts";
import { FORMATS } from "./formats/mod.ts";
import { type InspectedRun, inspectRuns } from "./inspected.ts";
import { benchmarkOf, writeMeasured } from "./inspected_tables.ts";
import { checkInputs, readRawInput } from "./raw_input.ts";
import { addAll, greatestOf } from "../common/lists.ts";

type Output = "table" | "json" | "csv";

/** Reads the files one after another; a bad one is named on stderr and the others go on. */
export async function inspectFiles(
  files: readonly string[],
  each: (runs: InspectedRun[]) => void,
  requested: readonly Correction[] = [],
): Promise<boolean> {
  let good = true;
  for (const file of files) {
    try {
      each(inspectRuns(file, await readRawInput(file), requested));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.error(withoutControls(`error: ${error.message}`));
      good = false;
    }
  }
  return good;
}

function printTable(runs: readonly InspectedRun[]): void {
  const lines: string[] = [];
  for (const run of runs) {
    lines.push(`${run.file}  ${run.format}, run ${run.run}`);
    for (const [name, value] of Object.entries(run.labels)) lines.push(`  ${name}: ${value}`);
    const rows = run.measurements.map((each) => [
      benchmarkOf(each),
      each.metric,
      each.statistic,
      String(each.value),
      each.unit,
      each.clock,
      each.loop,
      each.correction,
      each.status === "ok" ? "" : each.status,
      each.findings.join(";"),
      each.source.slice(each.source.lastIndexOf("#")),
    ]);
    const widths = (rows[0] ?? []).map((_, column) =>
      greatestOf(rows.map((row) => (row[column] as string).length))
    );
    for (const row of rows) {
      const fields = row.map((field, column) =>
        column === 3
          ? field.padStart(widths[column] as number)
          : field.padEnd(widths[column] as number)
      ).filter((_, column) => widths[column] !== 0);
      lines.push(`  ${fields.join("  ").trimEnd()}`);
    }
    for (const finding of run.findings) {
      const { severity, rule, message } = finding;
      const said = [severity, rule, figureWords(finding), message].filter((part) => part !== "");
      lines.push(`  ${said.join(": ")}`);
    }
    lines.push("");
  }
  // One write: ten thousand files are one screenful each.
  if (lines.length > 0) printData(`${lines.map(withoutControls).join("\n")}\n`);
}

/** `deno task inspect FILE...` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "inspect",
    "Print what raw files say: measurements, corrections, findings.",
  )
    .argument("[FILE...]", "raw output of a load tool, gzipped or not; - is standard input")
    .option("--formats", "list the formats there are and what each is recognised by", false)
    .addOption(
      new Option("--output <form>", "how to print it")
        .choices(["table", "json", "csv"]).default("table"),
    )
    .option(
      "--expected-interval <seconds>",
      "also correct closed-loop histograms for coordinated omission: seconds between two requests of a connection",
      numberOption("--expected-interval", 0),
    )
    .action(
      async (
        files: string[],
        options: { output: Output; expectedInterval?: number; formats: boolean },
      ) => {
        if (options.formats) {
          for (const { name, looksFor } of FORMATS) console.log(`${name}: ${looksFor}`);
          return;
        }
        if (files.length === 0) throw new Failure("name a raw file, or - for standard input", 2);
        checkInputs(files);
        const all: InspectedRun[] = [];
        const { output, expectedInterval } = options;
        const good = await inspectFiles(
          files,
          (runs) => {
            if (output === "table") printTable(runs);
            else addAll(all, runs);
          },
          expectedInterval === undefined ? [] : [coordinatedOmission(expectedInterval)],
        );
        if (output === "json") printData(`${JSON.stringify(all, null, 2)}\n`);
        if (output === "csv") printData(writeMeasured(all));
        if (!good) endWith(1);
      },
    );
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
