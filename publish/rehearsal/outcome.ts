/** What a publication must have left behind. Each check throws a Failure that says what is not so. */
import { strFromU8, unzipSync } from "fflate";
import { Failure } from "../../common/failure.ts";
import { CHECKSUMS } from "../assets.ts";
import { checkAssets } from "../release.ts";
import { require } from "../run.ts";
import { exists } from "./files.ts";
import { BRANCH, type Place } from "./place.ts";

/** Checks release, branch and pages of a tag. Returns a sentence for each that is as it should be. */
export async function checkPublished(place: Place, tag: string): Promise<string[]> {
  return [
    await checkRelease(`${place.releases}/${tag}`, tag),
    await checkBranch(place, tag),
    await checkPages(place, tag),
  ];
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

async function checkBranch(place: Place, tag: string): Promise<string> {
  const files = unzipSync(await Deno.readFile(`${place.releases}/${tag}/${tag}.zip`));
  for (const [path, bytes] of Object.entries(files)) {
    if (!/\.(json|ndjson|csv|txt|md)$/.test(path)) continue;
    const there = await require([
      "git",
      `--git-dir=${place.origin}`,
      "show",
      `${BRANCH}:data/${path}`,
    ]);
    if (there !== strFromU8(bytes)) {
      throw new Failure(`data/${path} differs from the release's zip`);
    }
  }
  return `branch: data/${tag} has the files of the zip, ${Object.keys(files).length} of them`;
}

async function checkPages(place: Place, tag: string): Promise<string> {
  const page = `${place.pages}/reports/${tag}/index.html`;
  if (!await exists(page)) throw new Failure(`the site has no page reports/${tag}/`);
  return `pages: reports/${tag}/ is there`;
}

/** Checks that two reports, of which the later corrects the earlier, say so on their pages, and why. */
export async function checkSuperseded(
  place: Place,
  old: string,
  now: string,
  reason: string,
): Promise<string> {
  for (const [tag, other] of [[old, now], [now, old]] as const) {
    const html = await Deno.readTextFile(`${place.pages}/reports/${tag}/index.html`);
    if (!html.includes(`reports/${other}/`) && !html.includes(`../${other}/`)) {
      throw new Failure(`the page of ${tag} does not lead to ${other}`);
    }
    // Readers of the old page are those who need the reason.
    if (tag === old && !html.includes(reason)) {
      throw new Failure(`the page of ${old} does not say why its results were taken back`);
    }
  }
  await checkBranch(place, old);
  return `erratum: the pages of ${old} and ${now} lead to each other, the old one says why, and its files stand as they were`;
}
