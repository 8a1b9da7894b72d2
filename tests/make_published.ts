/**
 * Files the published benchmarks again: `deno run -A tests/make_published.ts TARGET [SOURCE]` takes the raw
 * files that lie in the reports under SOURCE (data, unless said otherwise) and makes the reports anew under
 * TARGET, byte for byte as they were.
 */
import { command, runCommand } from "../common/command.ts";
import { readTextIfThere, writeAtomically } from "../common/files.ts";
import { CLAIMS_FILE } from "../pipeline/claims/mod.ts";
import { normalizeReport } from "../pipeline/normalize.ts";
import { DATA_FOLDER, reportFolder, TEXT_FILE } from "../pipeline/report.ts";
import { silentProgress } from "../common/progress.ts";
import { filePublished } from "./published/filing.ts";
import { PUBLISHED } from "./published/mod.ts";

/** Claims and text are written by people: they are taken over as they are. */
async function copyText(from: string, to: string): Promise<void> {
  for (const file of [CLAIMS_FILE, TEXT_FILE]) {
    const text = await readTextIfThere(`${from}/${file}`);
    if (text !== undefined) await writeAtomically(`${to}/${file}`, text);
  }
}

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
        await copyText(reportFolder(filing.report, source), reportFolder(filing.report, target));
        await normalizeReport(reportFolder(filing.report, target), silentProgress);
        console.error(`made ${filing.report}`);
      }
    });
  await runCommand(program, Deno.args);
}
