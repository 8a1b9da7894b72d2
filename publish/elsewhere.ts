/**
 * Job normalize, last step: raw files that are too much for git go to where the release takes them, and
 * report.json says of each where it will be.
 *
 * Sizes are those that git stores, deflated: a table of 13 MB adds a twelfth of that to a repository.
 *
 * A raw file over 2 MB becomes an asset by itself, so that its address opens it. Where a report is too large all
 * the same, whole kinds of raw file (every `wrk.histogram.txt`) go into one zip, the largest kind first: what a
 * reader finds beside the tables is then the same for every cell.
 */
import { deflateSync } from "node:zlib";
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { writeAtomically } from "../common/files.ts";
import {
  type ElsewhereFile,
  type Manifest,
  readManifest,
  readTrials,
  reportFolder,
  writeManifest,
} from "../pipeline/report.ts";
import { type PublicationPlan, readPublicationPlan, WORK_FOLDER } from "./plan_file.ts";
import { pathsBelow, readFiles, zipOf } from "./report_files.ts";
import { markdownTable, showSummary } from "./summary.ts";

/** Where such files wait for the release. */
export const ELSEWHERE_FOLDER = `${WORK_FOLDER}/elsewhere`;

/** Most bytes of a raw file in the repository, as git stores it. */
const MOST_FILE_BYTES = 2_000_000;

/** About what an entry of report.json takes beside path and address. */
const ENTRY_BYTES = 200;

/** What leaves the repository: files that are assets by themselves, and files of one zip. */
export interface Chosen {
  alone: string[];
  together: string[];
}

/**
 * Chooses by size. `sizes` are those of all files of a report in bytes as git stores them, `raw` the paths that
 * may go; `address` is how long addresses are. Throws a Failure where what must stay is too much already.
 */
export function chooseElsewhere(
  sizes: ReadonlyMap<string, number>,
  raw: readonly string[],
  most: number,
  address: number,
): Chosen {
  const sizeOf = (path: string) => sizes.get(path) ?? 0;
  const entry = (path: string) => ENTRY_BYTES + address + 2 * path.length;
  const gain = (paths: readonly string[]) =>
    paths.reduce((sum, path) => sum + sizeOf(path) - entry(path), 0);
  const alone = raw.filter((path) => sizeOf(path) > MOST_FILE_BYTES);
  let left = [...sizes.values()].reduce((sum, size) => sum + size, 0) - gain(alone);
  const kinds = [...Map.groupBy(raw.filter((path) => !alone.includes(path)), kindOf).values()]
    .map((paths) => ({ paths, gain: gain(paths) }))
    .filter((kind) => kind.gain > 0)
    .sort((a, b) => b.gain - a.gain);
  const together: string[] = [];
  for (const kind of kinds) {
    if (left <= most) break;
    together.push(...kind.paths);
    left -= kind.gain;
  }
  if (left > most) {
    throw new Failure(
      `without its raw files the report still has ${left} bytes, more than the ${most} that one may add to ` +
        "the repository; publish fewer scenarios, load points or trials under one tag",
    );
  }
  return { alone, together };
}

function kindOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Name of the asset that holds a report's smaller raw files. */
function bundleOf(report: string): string {
  return `${report}.raw.zip`;
}

/** Name of a raw file's own asset: GitHub takes letters, digits, `.`, `_` and `-`. */
function assetOf(report: string, path: string): string {
  return `${report}.${path.replace(/^raw\//, "").replaceAll("/", ".").replace(/[^\w.-]/g, "-")}`;
}

/** Name of the asset in an address. */
export function assetIn(url: string): string {
  return new URL(url).pathname.split("/").at(-1) as string;
}

/** Path of a raw file within the zip that its address names; undefined where the asset is the file. */
export function pathInAsset(url: string): string | undefined {
  const { hash } = new URL(url);
  return hash === "" ? undefined : decodeURIComponent(hash.slice(1));
}

/** What a file adds to a repository: git deflates each by zlib's usual level. */
export function bytesInGit(content: Uint8Array): number {
  return deflateSync(content).length;
}

/** Moves the raw files of a report folder that are too much. Returns what report.json then says of them. */
export async function moveElsewhere(
  folder: string,
  most: number,
  releases: string,
  assets = ELSEWHERE_FOLDER,
): Promise<ElsewhereFile[]> {
  const manifest = await readManifest(folder);
  const before = manifest.elsewhere ?? [];
  // An earlier call was ended between report.json and here: what it names has its asset.
  for (const { path } of before) await removeIfThere(`${folder}/${path}`);
  const paths = await pathsBelow(folder);
  const sizes = new Map<string, number>();
  for (const path of paths) sizes.set(path, bytesInGit(await Deno.readFile(`${folder}/${path}`)));
  const recorded = new Map(
    (await readTrials(folder)).flatMap(({ raw }) => raw).map((raw) => [raw.path, raw]),
  );
  const here = paths.filter((path) => recorded.has(path));
  const { name } = manifest;
  const { alone, together } = chooseElsewhere(sizes, here, most, releases.length + name.length);
  const added: ElsewhereFile[] = [];
  const add = (path: string, url: string) => {
    const raw = recorded.get(path);
    if (raw !== undefined) added.push({ ...raw, url: encodeURI(url) });
  };
  await Deno.mkdir(assets, { recursive: true });
  for (const path of alone) {
    const asset = assetOf(name, path);
    if (added.some(({ url }) => assetIn(url) === asset)) together.push(path);
    else {
      await writeAtomically(`${assets}/${asset}`, await Deno.readFile(`${folder}/${path}`));
      add(path, `${releases}/${asset}`);
    }
  }
  if (together.length > 0) {
    const bundle = bundleOf(name);
    if (before.some(({ url }) => assetIn(url) === bundle)) {
      throw new Failure(`${folder} has a ${bundle} already; take the raw output as bench left it`);
    }
    const zip = zipOf(name, await readFiles(folder, together.toSorted()));
    await writeAtomically(`${assets}/${bundle}`, zip);
    for (const path of together) add(path, `${releases}/${bundle}#${name}/${path}`);
  }
  const elsewhere = [...before, ...added].sort((a, b) => a.path < b.path ? -1 : 1);
  if (added.length > 0) await writeManifest(folder, withElsewhere(manifest, elsewhere));
  for (const { path } of added) await removeIfThere(`${folder}/${path}`);
  return elsewhere;
}

function withElsewhere(manifest: Manifest, elsewhere: ElsewhereFile[]): Manifest {
  return { ...manifest, elsewhere };
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function moveAll(plan: PublicationPlan, releases: string): Promise<void> {
  const rows: string[][] = [];
  for (const { name } of plan.reports) {
    const moved = await moveElsewhere(
      reportFolder(name),
      plan.repository_bytes,
      `${releases}/${plan.tag}`,
    );
    const bytes = moved.reduce((sum, file) => sum + file.bytes, 0);
    if (moved.length > 0) rows.push([name, String(moved.length), String(bytes)]);
  }
  if (rows.length === 0) return;
  const table = markdownTable(["report", "raw files with the release", "bytes"], rows);
  await showSummary(`## Raw files that live with the release\n\n${table}`);
}

/** `deno task publish:elsewhere RELEASES` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "publish:elsewhere",
    "Set raw files aside that are too large for the repository.",
  )
    .argument(
      "<releases>",
      "address of the releases' files: https://github.com/OWNER/NAME/releases/download",
    )
    .action(async (releases: string) => {
      if (!/^https:\/\/[^\s#?]+$/.test(releases)) {
        throw new Failure(`"${releases}" is no address that begins with https://`, 2);
      }
      await moveAll(await readPublicationPlan(), releases.replace(/\/+$/, ""));
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
