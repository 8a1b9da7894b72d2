/** Job release, last step: the release with its assets, through GitHub's own command line program. */
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { sha256 } from "../common/files.ts";
import { readManifest, reportFolder } from "../pipeline/report.ts";
import { ASSETS_FOLDER, CHECKSUMS } from "./assets.ts";
import { type PublicationPlan, readPublicationPlan, WORK_FOLDER } from "./plan_file.ts";
import { outputOf, require } from "./run.ts";
import { plain, showSummary } from "./summary.ts";

/** The assets that SHA256SUMS lists. Throws a Failure that names the one that is missing or was altered. */
export async function checkAssets(folder: string): Promise<string[]> {
  const names: string[] = [];
  const lines = (await Deno.readTextFile(`${folder}/${CHECKSUMS}`)).split("\n").slice(0, -1);
  for (const line of lines) {
    const [, recorded, name] = /^([0-9a-f]{64}) {2}([a-z0-9][\w.-]*)$/.exec(line) ?? [];
    if (recorded === undefined || name === undefined) {
      throw new Failure(`${folder}/${CHECKSUMS}: "${line}" is no line of sha256sum`);
    }
    const bytes = await Deno.readFile(`${folder}/${name}`).catch(() => undefined);
    if (bytes === undefined) throw new Failure(`${folder}/${name} is missing`);
    if (await sha256(bytes) !== recorded) {
      throw new Failure(`${folder}/${name} is not what ${CHECKSUMS} records`);
    }
    names.push(name);
  }
  return names;
}

/** The bundles of an attestation, one JSON document a line, as in-toto files have them. */
export function jsonLines(text: string): string {
  const documents = text.trimStart().startsWith("{") && isJson(text) ? [text] : text.split("\n");
  const lines = documents.filter((line) => line.trim() !== "");
  if (lines.length === 0) throw new Failure("the provenance is empty");
  return lines.map((line) => `${JSON.stringify(JSON.parse(line))}\n`).join("");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function notesOf({ tag, reports }: PublicationPlan): Promise<string> {
  const lines: string[] = [];
  for (const { name } of reports) {
    const { title, supersedes, errata, reproduce } = await readManifest(reportFolder(name));
    lines.push(`**${plain(title)}**`, "");
    if (supersedes !== undefined) lines.push(`It supersedes ${plain(supersedes)}.`, "");
    for (const { report, state, reason } of errata ?? []) {
      lines.push(`- ${plain(report)}: ${state}. ${plain(reason)}`, "");
    }
    lines.push("The command that makes a report like this one:", "", `    ${reproduce}`, "");
  }
  lines.push(
    `\`sha256sum --check ${CHECKSUMS}\` checks the files; ` +
      `\`gh attestation verify FILE --repo OWNER/NAME --bundle ${tag}.intoto.jsonl\` says where they were made.`,
    "",
  );
  return lines.join("\n");
}

/** `deno task publish:release --provenance FILE` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("publish:release", "Make the release of the plan's tag with its assets.")
    .requiredOption("--provenance <file>", "the bundle that attests where the assets were made")
    .action(async ({ provenance }: { provenance: string }) => {
      const plan = await readPublicationPlan();
      const { tag } = plan;
      const assets = [...await checkAssets(ASSETS_FOLDER), CHECKSUMS];
      const bundle = `${tag}.intoto.jsonl`;
      await Deno.writeTextFile(
        `${WORK_FOLDER}/${bundle}`,
        jsonLines(await Deno.readTextFile(provenance)),
      );
      const notes = `${WORK_FOLDER}/notes.md`;
      await Deno.writeTextFile(notes, await notesOf(plan));
      const { success } = await outputOf(["gh", "release", "view", tag]);
      if (success) {
        throw new Failure(`there is a release of ${tag}, and a release is never replaced`);
      }
      // gh makes a draft, adds the assets and publishes it then: nobody sees half a release.
      await require([
        "gh",
        "release",
        "create",
        tag,
        "--verify-tag",
        `--title=${tag}`,
        `--notes-file=${notes}`,
        ...assets.map((name) => `${ASSETS_FOLDER}/${name}`),
        `${WORK_FOLDER}/${bundle}`,
      ]);
      await showSummary(`Release ${plain(tag)}: ${assets.length + 1} assets\n`);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
