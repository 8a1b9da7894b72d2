/** For tests: a small report of two trials whose raw files are a plain and a gzipped output of wrk. */
import { silentProgress } from "../../common/progress.ts";
import { sha256 } from "../../common/files.ts";
import type { Manifest } from "../manifest.ts";
import { normalizeReport } from "../normalize.ts";
import { writeEnvironment, writeManifest, writeTrials } from "../report_folder.ts";
import type { Trial } from "../trial.ts";

const WRK = new URL("../formats/testdata/wrk/plain.txt", import.meta.url);

/** Its raw files, the plain one first. */
export const RAW_FILES = ["raw/s.a.1/wrk.txt", "raw/s.a.2/wrk.txt.gz"] as const;

/** The manifest of such a report. */
export function manifestNamed(name: string, more: Partial<Manifest> = {}): Manifest {
  return {
    name,
    title: name,
    created: "2026-01-01",
    state: "published",
    origin: "imported",
    citation: "",
    profile: "",
    seed: "",
    reproduce: "",
    scenarios: [{
      name: "s",
      title: "s",
      about: "",
      kind: "ladder",
      load_unit: "connections",
      does_not_show: [],
      load_tool: "wrk",
    }],
    implementations: [{
      name: "a",
      scenario: "s",
      title: "a",
      language: "",
      runtime: "",
      framework: "",
      state: "measured",
      reason: "",
      remedy: "",
      versions: [],
      source: "",
    }],
    failures: [],
    left_out: [],
    ...more,
  };
}

/** Writes the report below `dataFolder`, normalized, and returns its folder. */
export async function makeRecordedReport(
  dataFolder: string,
  name = "recorded",
  more: Partial<Manifest> = {},
): Promise<string> {
  const folder = `${dataFolder}/${name}`;
  const text = await Deno.readFile(WRK);
  const zipped = await new Response(
    new Blob([text]).stream().pipeThrough(new CompressionStream("gzip")),
  ).bytes();
  const trials: Trial[] = [];
  for (const [index, path] of RAW_FILES.entries()) {
    const bytes = path.endsWith(".gz") ? zipped : text;
    await Deno.mkdir(`${folder}/${path.slice(0, path.lastIndexOf("/"))}`, { recursive: true });
    await Deno.writeFile(`${folder}/${path}`, bytes);
    trials.push(trialOf(index + 1, { path, bytes: bytes.length, sha256: await sha256(bytes) }));
  }
  await writeManifest(folder, manifestNamed(name, more));
  const unknown = { known: false, title: "unknown host", fingerprint: {}, notes: {} };
  await writeEnvironment(folder, { ...unknown, isolation: [] });
  await writeTrials(folder, trials);
  await normalizeReport(folder, silentProgress);
  return folder;
}

function trialOf(number: number, raw: Trial["raw"][number]): Trial {
  return {
    id: `s.a.${number}`,
    scenario: "s",
    implementation: "a",
    case: "",
    limits: "",
    load: 10,
    load_unit: "connections",
    trial: number,
    block: 0,
    seed: "",
    started: "",
    ended: "",
    exit: 0,
    state: "finished",
    warmup_seconds: null,
    tools: [],
    programs: [],
    processes: [],
    raw: [raw],
    host: null,
  };
}

/** Turns one bit of the byte in the middle of a file. */
export async function alterOneByte(path: string): Promise<void> {
  const bytes = await Deno.readFile(path);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] as number) ^ 1;
  await Deno.writeFile(path, bytes);
}

/** Runs a body with a folder of its own. */
export async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Replaces text in a table and makes the package agree, as somebody would who wants it to pass. */
export async function forge(
  folder: string,
  table: string,
  from: RegExp,
  to: string,
): Promise<void> {
  const path = `${folder}/${table}`;
  const before = await Deno.readFile(path);
  const after = new TextEncoder().encode(new TextDecoder().decode(before).replace(from, to));
  await Deno.writeFile(path, after);
  const descriptor = `${folder}/datapackage.json`;
  const text = await Deno.readTextFile(descriptor);
  await Deno.writeTextFile(
    descriptor,
    text.replace(await sha256(before), await sha256(after))
      .replace(`"bytes": ${before.length}`, `"bytes": ${after.length}`),
  );
}
