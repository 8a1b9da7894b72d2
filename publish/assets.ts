/** Job release: the files of a release. Same reports, same bytes. */
import { zipSync } from "fflate";
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { sha256 } from "../common/files.ts";
import { readManifest, reportFolder, TABLE_FILES } from "../pipeline/report.ts";
import { readPublicationPlan, WORK_FOLDER } from "./plan_file.ts";
import { showSummary } from "./summary.ts";

/** Where the assets lie. */
export const ASSETS_FOLDER = `${WORK_FOLDER}/assets`;

/** Names and digests of all other assets, as sha256sum writes and checks them. */
export const CHECKSUMS = "SHA256SUMS";

/** Most bytes a report adds to the repository. */
const MOST_BYTES = 10 * 1024 * 1024;

/** Zip files store a time; the format begins with 1980, and the report's own times stand inside. */
const ZIP_TIME = new Date(1980, 0, 1);

/** Files below a folder with their bytes, sorted by path. */
export async function filesBelow(folder: string): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const paths: string[] = [];
  const walk = async (below: string) => {
    for await (const { name, isDirectory, isFile } of Deno.readDir(`${folder}/${below}`)) {
      if (isDirectory) await walk(`${below}${name}/`);
      else if (isFile) paths.push(`${below}${name}`);
      else throw new Failure(`${folder}/${below}${name} is neither file nor folder; remove it`);
    }
  };
  await walk("");
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const path of paths.sort()) files.set(path, await Deno.readFile(`${folder}/${path}`));
  return files;
}

/** The assets of one report: `<name>.zip` of its folder, and each table by itself. */
export function assetsOf(
  name: string,
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
): Map<string, Uint8Array> {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  if (bytes > MOST_BYTES) {
    throw new Failure(
      `data/${name} has ${bytes} bytes, more than the ${MOST_BYTES} a report may add to the repository; ` +
        "keep its largest raw files with the release and name them under `elsewhere` in report.json",
    );
  }
  const assets = new Map<string, Uint8Array>();
  const zipped = Object.fromEntries([...files].map(([path, file]) => [`${name}/${path}`, file]));
  assets.set(`${name}.zip`, zipSync(zipped, { mtime: ZIP_TIME, level: 9 }));
  for (const table of TABLE_FILES) {
    const file = files.get(table);
    if (file === undefined) {
      throw new Failure(`data/${name}/${table} is not there; run \`deno task normalize ${name}\``);
    }
    assets.set(`${name}.${table}`, file);
  }
  return assets;
}

/** `deno task publish:assets` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "publish:assets",
    "Make the files of the release: zip, tables, checksums.",
  )
    .action(async () => {
      const { reports } = await readPublicationPlan();
      await Deno.mkdir(ASSETS_FOLDER, { recursive: true });
      const sums: string[] = [];
      for (const { name } of reports) {
        const folder = reportFolder(name);
        await readManifest(folder);
        for (const [asset, bytes] of assetsOf(name, await filesBelow(folder))) {
          await Deno.writeFile(`${ASSETS_FOLDER}/${asset}`, bytes);
          sums.push(`${await sha256(bytes)}  ${asset}\n`);
        }
      }
      await Deno.writeTextFile(`${ASSETS_FOLDER}/${CHECKSUMS}`, sums.join(""));
      await showSummary(`## Assets\n\n\`\`\`\n${sums.join("")}\`\`\`\n`);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
