/** Job release: the files of a release. Same reports, same bytes. */
import { unzipSync } from "fflate";
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { sha256 } from "../common/files.ts";
import { type ElsewhereFile, readManifest, reportFolder, TABLE_FILES } from "../pipeline/report.ts";
import { assetIn, ELSEWHERE_FOLDER, pathInAsset } from "./elsewhere.ts";
import { readPublicationPlan, WORK_FOLDER } from "./plan_file.ts";
import { pathsBelow, readFiles, zipOf } from "./report_files.ts";
import { showSummary } from "./summary.ts";

/** Where the assets lie. */
export const ASSETS_FOLDER = `${WORK_FOLDER}/assets`;

/** Names and digests of all other assets, as sha256sum writes and checks them. */
export const CHECKSUMS = "SHA256SUMS";

/** GitHub takes so many in one release; the checksums and the provenance are two of them. */
const MOST_ASSETS = 1000 - 2;

/** The assets of one report: `<name>.zip` of its folder, and each table by itself. */
export function assetsOf(
  name: string,
  files: ReadonlyMap<string, Uint8Array>,
  most: number,
): Map<string, Uint8Array> {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  if (bytes > most) {
    throw new Failure(
      `data/${name} has ${bytes} bytes, more than the ${most} a report may add to the repository; ` +
        "`deno task publish:elsewhere` sets raw files aside",
    );
  }
  const assets = new Map<string, Uint8Array>();
  assets.set(`${name}.zip`, zipOf(name, files));
  for (const table of TABLE_FILES) {
    const file = files.get(table);
    if (file === undefined) {
      throw new Failure(`data/${name}/${table} is not there; run \`deno task normalize ${name}\``);
    }
    assets.set(`${name}.${table}`, file);
  }
  return assets;
}

/**
 * The assets that hold the raw files which report.json has elsewhere, read from `folder`. Throws a Failure that
 * names the file which is not there as its trial recorded it.
 */
export async function assetsElsewhere(
  elsewhere: readonly ElsewhereFile[],
  folder = ELSEWHERE_FOLDER,
): Promise<Map<string, Uint8Array>> {
  const assets = new Map<string, Uint8Array>();
  for (const [asset, files] of Map.groupBy(elsewhere, ({ url }) => assetIn(url))) {
    const bytes = await Deno.readFile(`${folder}/${asset}`).catch(() => undefined);
    if (bytes === undefined) {
      throw new Failure(`${folder}/${asset} is not there, and holds ${files[0]?.path}`);
    }
    const isZip = files.some(({ url }) => pathInAsset(url) !== undefined);
    const inside = isZip ? unzipSync(bytes) : {};
    for (const { path, url, sha256: recorded } of files) {
      const within = pathInAsset(url);
      const found = within === undefined ? bytes : inside[within];
      if (found === undefined || await sha256(found) !== recorded) {
        throw new Failure(`${folder}/${asset}: ${path} is not what its trial recorded`);
      }
    }
    assets.set(asset, bytes);
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
      const { reports, repository_bytes } = await readPublicationPlan();
      await Deno.remove(ASSETS_FOLDER, { recursive: true }).catch(() => {});
      await Deno.mkdir(ASSETS_FOLDER, { recursive: true });
      const sums: string[] = [];
      for (const { name } of reports) {
        const folder = reportFolder(name);
        const { elsewhere } = await readManifest(folder);
        const files = await readFiles(folder, await pathsBelow(folder));
        const assets = [
          ...assetsOf(name, files, repository_bytes),
          ...await assetsElsewhere(elsewhere ?? []),
        ];
        for (const [asset, bytes] of assets) {
          await Deno.writeFile(`${ASSETS_FOLDER}/${asset}`, bytes);
          sums.push(`${await sha256(bytes)}  ${asset}\n`);
        }
      }
      if (sums.length > MOST_ASSETS) {
        throw new Failure(
          `${sums.length} assets, and a release takes ${MOST_ASSETS}; use more tags`,
        );
      }
      await Deno.writeTextFile(`${ASSETS_FOLDER}/${CHECKSUMS}`, sums.join(""));
      await showSummary(`## Assets\n\n\`\`\`\n${sums.join("")}\`\`\`\n`);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
