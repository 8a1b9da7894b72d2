/** Two reports: the differences of their cells with intervals, or the keys that forbid comparing them. */
import { Option } from "commander";
import { command, printData, runCommand, withoutControls } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { forbidsAll, keyRows } from "./compare/comparability.ts";
import { compareReports, type ReportComparison } from "./compare/compare_reports.ts";
import { addMetricOptions, readMetricOptions } from "./compare/metric_choice.ts";
import { comparisonCsv, comparisonJson } from "./compare/data_forms.ts";
import { formatComparison, keyLines } from "./compare/print.ts";
import { readReportData } from "./compare/report_data.ts";
import { readManifests } from "./report_folder.ts";
import { shareOption, worseSentence } from "./compare/worse.ts";

interface Options {
  across?: boolean;
  metric?: string[];
  statistic?: string[];
  output: "table" | "json" | "csv";
  failWorse?: number;
}

/**
 * Throws a Failure with the differing keys where they leave nothing to compare: another host or tool, or
 * loads and programs that differ for every cell which both reports have.
 */
export function refuseWhereForbidden({ a, b, comparability, tables }: ReportComparison): void {
  const both = tables.flatMap(({ cells }) => cells).filter((cell) =>
    cell.a !== null && cell.b !== null
  );
  const isLeft = both.some(({ ratio }) => ratio !== null);
  const rows = keyRows(comparability);
  if (!forbidsAll(comparability) && (isLeft || both.length === 0 || rows.length === 0)) return;
  const lines = [
    `${a.name} (A) and ${b.name} (B) are not compared, since they differ in what was measured on or with:`,
    ...keyLines(rows).map((line) => `  ${line}`),
    "--across compares them all the same, and labels every line so",
  ];
  throw new Failure(lines.map(withoutControls).join("\n"));
}

/** `deno task compare NAME_A NAME_B` */
export async function main(args: readonly string[]): Promise<never> {
  const program = addMetricOptions(
    command("compare", "Compare two reports of one host, cell by cell: B / A with 95 % intervals."),
  )
    .argument("<NAME_A>", "name of a report under data/, the one to compare with")
    .argument("<NAME_B>", "name of another")
    .option("--across", "compare reports of different hosts, tools, loads or programs, labelled so")
    .addOption(
      new Option("--output <form>", "how to print it")
        .choices(["table", "json", "csv"]).default("table"),
    )
    .option(
      "--fail-worse <share>",
      "end with 1 where B is worse as judged, and by more than this share of A (5%) over the whole " +
        "interval; what has no verdict is not worse",
      shareOption("--fail-worse"),
    )
    .action(async (nameA: string, nameB: string, options: Options) => {
      const metrics = readMetricOptions(options);
      if (nameA === nameB) throw new Failure("compare takes two different reports; see --help", 2);
      const { across = false, output } = options;
      const comparison = await compareReports(
        await readReportData(nameA),
        await readReportData(nameB),
        // Any report may take back results of any other.
        { metrics, across, manifests: await readManifests() },
      );
      if (!across) refuseWhereForbidden(comparison);
      if (comparison.tables.length === 0) {
        throw new Failure(
          `${nameA} and ${nameB} have nothing to compare: ${comparison.notes.join(" ")} ` +
            "Choose others with --metric and --statistic, as their summary.csv has them",
        );
      }
      const print = { table: formatComparison, json: comparisonJson, csv: comparisonCsv }[output];
      printData(print(comparison));
      const worse = options.failWorse === undefined
        ? undefined
        : worseSentence(comparison.tables, options.failWorse);
      if (worse !== undefined) throw new Failure(worse);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
