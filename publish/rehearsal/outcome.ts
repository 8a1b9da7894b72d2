/** What a publication must have left behind. Each check throws a Failure that says what is not so. */
import { strFromU8, unzipSync } from "fflate";
import { Failure } from "../../common/failure.ts";
import type { Manifest } from "../../pipeline/report.ts";
import { assetsElsewhere, CHECKSUMS } from "../assets.ts";
import { checkAssets } from "../release.ts";
import { require } from "../run.ts";
import { exists } from "./files.ts";
import { BRANCH, type Place } from "./place.ts";

/** Checks release, branch and pages of a tag. Returns a sentence for each that is as it should be. */
export async function checkPublished(
  place: Place,
  tag: string,
  reports: readonly string[],
): Promise<string[]> {
  const said = [await checkRelease(`${place.releases}/${tag}`, tag)];
  for (const report of reports) {
    const files = await releasedFiles(place, tag, report);
    said.push(await checkBranch(place, report, files));
    said.push(await checkPages(place, report));
    said.push(...await checkElsewhere(place, tag, manifestIn(files, report)));
  }
  return said;
}

async function checkRelease(folder: string, tag: string): Promise<string> {
  const assets = await checkAssets(folder);
  const bundle = await Deno.readTextFile(`${folder}/${tag}.intoto.jsonl`);
  const { dsseEnvelope } = JSON.parse(bundle) as { dsseEnvelope: { payload: string } };
  const { subject } = JSON.parse(atob(dsseEnvelope.payload)) as { subject: { name: string }[] };
  const attested = new Set(subject.map(({ name }) => name));
  const missing = [...assets, CHECKSUMS].find((name) => !attested.has(name));
  if (missing !== undefined) throw new Failure(`the provenance says nothing of ${missing}`);
  return `release: ${assets.length} assets, each as ${CHECKSUMS} records, all attested`;
}

/** Files of a released report's zip, by path in data/. */
export async function releasedFiles(
  place: Place,
  tag: string,
  report: string,
): Promise<Record<string, Uint8Array>> {
  return unzipSync(await Deno.readFile(`${place.releases}/${tag}/${report}.zip`));
}

function manifestIn(files: Readonly<Record<string, Uint8Array>>, report: string): Manifest {
  const bytes = files[`${report}/report.json`];
  if (bytes === undefined) throw new Failure(`${report}.zip has no report.json`);
  return JSON.parse(strFromU8(bytes)) as Manifest;
}

async function checkBranch(
  place: Place,
  report: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<string> {
  const git = ["git", `--git-dir=${place.origin}`] as const;
  const listed = await require([...git, "ls-tree", "-r", "--name-only", BRANCH, `data/${report}/`]);
  const there = new Set(listed.trim().split("\n"));
  for (const [path, bytes] of Object.entries(files)) {
    if (!there.delete(`data/${path}`)) throw new Failure(`data/${path} is not on ${BRANCH}`);
    if (!/\.(json|ndjson|csv|txt|md)$/.test(path)) continue;
    if (await require([...git, "show", `${BRANCH}:data/${path}`]) !== strFromU8(bytes)) {
      throw new Failure(`data/${path} differs from the release's zip`);
    }
  }
  for (const path of there) throw new Failure(`${path} is not in the release's zip`);
  return `branch: data/${report} has the files of the zip, ${Object.keys(files).length} of them`;
}

async function checkPages(place: Place, report: string): Promise<string> {
  const page = `${place.pages}/reports/${report}/index.html`;
  if (!await exists(page)) throw new Failure(`the site has no page reports/${report}/`);
  return `pages: reports/${report}/ is there`;
}

/** Raw files that live with the release are there as recorded, and the site's list of files leads to them. */
async function checkElsewhere(
  place: Place,
  tag: string,
  { name, elsewhere = [] }: Manifest,
): Promise<string[]> {
  if (elsewhere.length === 0) return [];
  const assets = await assetsElsewhere(elsewhere, `${place.releases}/${tag}`);
  const html = await Deno.readTextFile(`${place.pages}/data/${name}/index.html`);
  for (const { url, path } of elsewhere) {
    if (!url.includes(`/releases/download/${tag}/`)) {
      throw new Failure(`${path} is said to be at ${url}`);
    }
    if (!html.includes(url)) throw new Failure(`the page data/${name}/ does not lead to ${url}`);
  }
  return [
    `elsewhere: ${elsewhere.length} raw files of ${name} are in ${
      [...assets.keys()].join(", ")
    } as recorded`,
  ];
}

/** Checks that two reports, of which the later corrects the earlier, say so on their pages, and why. */
export async function checkSuperseded(
  place: Place,
  old: string,
  now: string,
  reason: string,
): Promise<string> {
  for (const [report, other] of [[old, now], [now, old]] as const) {
    const html = await Deno.readTextFile(`${place.pages}/reports/${report}/index.html`);
    if (!html.includes(`reports/${other}/`) && !html.includes(`../${other}/`)) {
      throw new Failure(`the page of ${report} does not lead to ${other}`);
    }
    if (!html.includes(reason)) {
      throw new Failure(`the page of ${report} does not say why results were taken back`);
    }
  }
  await checkBranch(place, old, await releasedFiles(place, old, old));
  return `erratum: the pages of ${old} and ${now} lead to each other and say why, and the old files stand as they were`;
}
