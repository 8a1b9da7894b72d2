/** Job normalize, first step: what the maintainer said of the tag joins what was measured. */
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { readTextIfThere, writeAtomically } from "../common/files.ts";
import { readManifest, reportFolder, writeManifest } from "../pipeline/report.ts";
import { EDITION_TEXTS, editionFolder, readEdition, withEdition } from "./edition.ts";
import { readPublicationPlan } from "./plan_file.ts";

/** `deno task publish:edition` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "publish:edition",
    "Put text, claims and errata of a tag into its reports.",
  )
    .action(async () => {
      const { tag, reports } = await readPublicationPlan();
      const edition = await readEdition(tag);
      for (const { name, host } of reports) {
        const folder = reportFolder(name);
        const manifest = await readManifest(folder);
        if (manifest.name !== name) {
          throw new Failure(`${folder} came from ${host} with the name ${manifest.name}`);
        }
        await writeManifest(folder, withEdition(manifest, edition));
        for (const file of EDITION_TEXTS) {
          const text = await readTextIfThere(`${editionFolder(tag)}/${file}`);
          if (text !== undefined) await writeAtomically(`${folder}/${file}`, text);
        }
      }
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
