/** Job normalize: the tables, checked and judged; what stops the publication is said so that a person can read it. */
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import {
  type ClaimRow,
  describeCounts,
  type FindingRow,
  type Manifest,
  readManifest,
  readTables,
  reportFolder,
} from "../pipeline/report.ts";
import { type WithheldHeadline, withheldHeadlines } from "./headlines.ts";
import { readPublicationPlan } from "./plan_file.ts";
import { outputOf } from "./run.ts";
import { markdownTable, plain, showSummary } from "./summary.ts";

/** A report as the gate sees it. */
interface Judged {
  name: string;
  manifest: Manifest;
  claims: readonly ClaimRow[];
  findings: readonly FindingRow[];
  withheld: readonly WithheldHeadline[];
}

/** The section of a report that may be published, or of one whose headline is withheld. */
export function judgedMarkdown({ name, manifest, claims, findings, withheld }: Judged): string {
  const parts = [
    `## ${plain(name)}: ${withheld.length === 0 ? "may be published" : "is not published"}`,
    "",
    `${plain(manifest.title)}. ${claims.length} claims; ${describeCounts(findings)}.`,
    "",
  ];
  if (withheld.length > 0) {
    parts.push(
      "The audit withholds what would be the headline of these implementations. Find out why, then measure " +
        "again under another tag.",
      "",
      markdownTable(
        ["scenario", "implementation", "at", "withheld by"],
        withheld.map((each) => [each.scenario, each.implementation, each.place, each.reason]),
      ),
    );
  }
  if (manifest.failures.length > 0) {
    parts.push(
      "Failures of the run, which the report names:",
      "",
      markdownTable(
        ["implementation", "trial", "what", "message"],
        manifest.failures.map((each) => [each.implementation, each.trial, each.kind, each.message]),
      ),
    );
  }
  return parts.join("\n");
}

/** Runs a task with what it says on stderr; that is said again on the run's page when it fails. */
async function requireSaid(task: string, name: string): Promise<void> {
  console.error(`$ deno task ${task} ${name}`);
  const { success, text, problem } = await outputOf([
    Deno.execPath(),
    "task",
    "--quiet",
    task,
    name,
  ]);
  console.error([text.trim(), problem].filter((part) => part !== "").join("\n"));
  if (success) return;
  const lines = `${text}\n${problem}`.split("\n").filter((line) => line.trim() !== "");
  await showSummary(
    [
      `## ${plain(name)}: is not published`,
      "",
      `\`deno task ${task}\` refuses it:`,
      "",
      ...lines.map((line) => `- ${plain(line)}`),
      "",
    ].join("\n"),
  );
  throw new Failure(`\`deno task ${task} ${name}\` failed, see above`);
}

/** `deno task publish:normalize` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "publish:normalize",
    "Normalize and verify the reports of the plan; a broken claim or a withheld headline stops here.",
  ).action(async () => {
    const { reports } = await readPublicationPlan();
    const stopped: string[] = [];
    for (const { name } of reports) {
      await requireSaid("normalize", name);
      await requireSaid("verify", name);
      const folder = reportFolder(name);
      const manifest = await readManifest(folder);
      const { summary, claims, findings } = await readTables(folder);
      const withheld = withheldHeadlines(manifest, summary);
      for (const { implementation, reason } of withheld) {
        stopped.push(`${name}: the headline of ${implementation} is withheld: ${reason}`);
      }
      await showSummary(judgedMarkdown({ name, manifest, claims, findings, withheld }));
    }
    if (stopped.length > 0) throw new Failure(stopped.join("\n"));
  });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
