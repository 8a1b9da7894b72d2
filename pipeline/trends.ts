/** Many reports of one scenario: each cell over time, host by host, and where its level changed. */
import { Option } from "commander";
import { command, endWith, printData, runCommand, withoutControls } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { terminalProgress } from "../common/progress.ts";
import { formatList } from "./audit/words.ts";
import { addMetricOptions, readMetricOptions } from "./compare/metric_choice.ts";
import { readReportData, type ReportData } from "./compare/report_data.ts";
import {
  listReports,
  LOCAL_REPORT,
  readManifest,
  readManifests,
  reportFolder,
} from "./report_folder.ts";
import { formatTrends, trendsCsv, trendsJson } from "./trends/print.ts";
import { trendsOf } from "./trends/trends_of.ts";

interface Options {
  metric?: string[];
  statistic?: string[];
  output: "table" | "json" | "csv";
}

/**
 * Reads the named reports, or all but data/local; of those, the ones that ran the scenario. Where none is named,
 * one that cannot be read is named on stderr and the others go on.
 */
async function readReports(scenario: string, named: readonly string[]): Promise<ReportData[]> {
  const names = named.length > 0
    ? [...new Set(named)]
    : (await listReports()).filter((name) => name !== LOCAL_REPORT);
  const started = performance.now();
  const progress = terminalProgress();
  const reports: ReportData[] = [];
  const others = new Set<string>();
  for (const [index, name] of names.entries()) {
    try {
      const { scenarios } = await readManifest(reportFolder(name), name);
      for (const each of scenarios) others.add(each.name);
      if (!scenarios.some((each) => each.name === scenario)) continue;
      reports.push(await readReportData(name));
    } catch (error) {
      if (named.length > 0 || !(error instanceof Failure)) throw error;
      progress.say(withoutControls(`error: ${error.message}`));
      endWith(1);
    }
    if (performance.now() - started > 1000) {
      progress.show(`trends: report ${index + 1} of ${names.length}`);
    }
  }
  progress.done();
  if (reports.length > 0) return reports;
  const known = others.size === 0 ? "" : `; they have ${formatList([...others].sort())}`;
  throw new Failure(`no report has the scenario ${scenario}${known}`);
}

/** `deno task trends SCENARIO [NAME...]` */
export async function main(args: readonly string[]): Promise<never> {
  const program = addMetricOptions(
    command(
      "trends",
      "Print how each cell of a scenario changed from report to report of one host.",
    ),
  )
    .argument("<SCENARIO>", "name of a scenario")
    .argument("[NAME...]", "reports under data/; without any, all but the draft data/local")
    .addOption(
      new Option("--output <form>", "how to print it")
        .choices(["table", "json", "csv"]).default("table"),
    )
    .action(async (scenario: string, names: string[], options: Options) => {
      const metrics = readMetricOptions(options);
      const trends = await trendsOf(await readReports(scenario, names), scenario, {
        metrics,
        // Any report may take back results of any other.
        manifests: await readManifests(),
      });
      const print = { table: formatTrends, json: trendsJson, csv: trendsCsv }[options.output];
      printData(print(trends));
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
