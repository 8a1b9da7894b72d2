/**
 * Files the published benchmarks again: `deno run -A tests/make_published.ts TARGET [SOURCE]` takes the raw
 * files that lie in the reports under SOURCE (data, unless said otherwise) and makes the reports anew under
 * TARGET, byte for byte as they were.
 */
import { command, runCommand } from "../common/command.ts";
import { normalizeReport } from "../pipeline/normalize.ts";
import { DATA_FOLDER, reportFolder } from "../pipeline/report.ts";
import { silentProgress } from "../common/progress.ts";
import { filePublished } from "./published/filing.ts";
import { PUBLISHED } from "./published/mod.ts";

if (import.meta.main) {
  const program = command(
    "make_published",
    "File the published benchmarks anew from their raw files.",
  )
    .argument("<TARGET>", "data folder to make them in")
    .argument("[SOURCE]", "data folder whose reports hold the raw files", DATA_FOLDER)
    .action(async (target: string, source: string) => {
      for (const filing of PUBLISHED) {
        await filePublished(filing, source, target);
        await normalizeReport(reportFolder(filing.report, target), silentProgress);
        console.error(`made ${filing.report}`);
      }
    });
  await runCommand(program, Deno.args);
}
