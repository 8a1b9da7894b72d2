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
import { FORMATS } from "./formats/mod.ts";
import { type InspectedRun, inspectRuns } from "./inspected.ts";
import { readRawInput } from "./raw_input.ts";
import { writeCsv } from "./tables/csv.ts";

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
      console.error(`error: ${error.message}`);
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
      each.labels.benchmark ?? each.labels.name ?? "",
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
      Math.max(...rows.map((row) => (row[column] as string).length))
    );
    for (const row of rows) {
      const fields = row.map((field, column) =>
        column === 3
          ? field.padStart(widths[column] as number)
          : field.padEnd(widths[column] as number)
      ).filter((_, column) => widths[column] !== 0);
      lines.push(`  ${fields.join("  ").trimEnd()}`);
    }
    for (const { severity, rule, message } of run.findings) {
      lines.push(`  ${severity}: ${rule}: ${message}`);
    }
    lines.push("");
  }
  // One write: ten thousand files are one screenful each.
  if (lines.length > 0) printData(`${lines.map(withoutControls).join("\n")}\n`);
}

function printCsv(runs: readonly InspectedRun[]): void {
  const records = runs.flatMap((run) => run.measurements.map((each) => ({ run, each })));
  type Entry = typeof records[number];
  const text = (name: string, get: (entry: Entry) => string) => ({
    name,
    type: "string" as const,
    get,
  });
  const number = (name: string, get: (entry: Entry) => number) => ({
    name,
    type: "number" as const,
    get,
  });
  printData(writeCsv<Entry>([
    text("file", ({ run }) => run.file),
    text("format", ({ run }) => run.format),
    number("run", ({ run }) => run.run),
    text("benchmark", ({ each }) => each.labels.benchmark ?? each.labels.name ?? ""),
    text("repetition", ({ each }) => each.labels.repetition ?? ""),
    text("metric", ({ each }) => each.metric),
    text("statistic", ({ each }) => each.statistic),
    number("value", ({ each }) => each.value),
    text("unit", ({ each }) => each.unit),
    text("clock", ({ each }) => each.clock),
    text("loop", ({ each }) => each.loop),
    text("correction", ({ each }) => each.correction),
    text("status", ({ each }) => each.status),
    text("findings", ({ each }) => each.findings.join(";")),
    text("source", ({ each }) => each.source),
  ], records));
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
        const all: InspectedRun[] = [];
        const { output, expectedInterval } = options;
        const good = await inspectFiles(
          files,
          (runs) => {
            if (output === "table") printTable(runs);
            else all.push(...runs);
          },
          expectedInterval === undefined ? [] : [coordinatedOmission(expectedInterval)],
        );
        if (output === "json") printData(`${JSON.stringify(all, null, 2)}\n`);
        if (output === "csv") printCsv(all);
        if (!good) endWith(1);
      },
    );
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
