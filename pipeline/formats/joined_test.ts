/** What `cat a b > c` makes of two raw files: the runs of both, or a finding; never another number in silence. */
import { deepEqual, ok } from "node:assert/strict";
import { Failure } from "../../common/failure.ts";
import { FIXTURES } from "../../tests/formats/testing.ts";
import { textOf } from "../../tests/formats/texts.ts";
import { cleanText, decodeText } from "./decode.ts";
import type { Format, Run } from "./format.ts";
import { FORMATS, recognizeFormat } from "./mod.ts";
import { readRuns } from "./read.ts";

const HEAD = 65_536;
/** So many cuts of the first of two files are read, evenly over it. */
const CUTS = 25;

/** Of every format the bytes of each fixture that it recognises, and of the text that other tests take. */
const FILES = filesByFormat();

function filesByFormat(): Map<Format, Uint8Array[]> {
  const files = new Map<Format, Uint8Array[]>();
  for (const format of FORMATS) files.set(format, [new TextEncoder().encode(textOf(format))]);
  const folders = [...Deno.readDirSync(FIXTURES)].filter(({ isDirectory }) => isDirectory);
  for (const { name: folder } of folders.sort((a, b) => a.name < b.name ? -1 : 1)) {
    const url = new URL(`${folder}/`, FIXTURES);
    for (const name of [...Deno.readDirSync(url)].map((each) => each.name).sort()) {
      const bytes = Deno.readFileSync(new URL(name, url));
      const format = recognizeFormat(cleanText(decodeText(bytes.subarray(0, HEAD))));
      if (format !== undefined) files.get(format)?.push(bytes);
    }
  }
  return files;
}

/** The runs; none where the file is refused by name. */
async function read(...parts: Uint8Array[]): Promise<Run[]> {
  try {
    return await readRuns(Uint8Array.from(parts.flatMap((part) => [...part])), { file: "f" });
  } catch (error) {
    ok(error instanceof Failure, `${error}`);
    return [];
  }
}

/** What runs say, without the lines that they say it of. */
function said(runs: readonly Run[]) {
  return runs.map(({ format, labels, measurements, histograms, series }) => ({
    format,
    labels: Object.entries(labels).filter(([, value]) => !/^f#L\d+$/.test(value)).sort(),
    measurements: measurements.map(({ source: _, ...rest }) => rest),
    histograms: histograms?.map(({ source: _, ...rest }) => rest),
    series: series?.map(({ source: _, ...rest }) => rest),
  }));
}

/** Rows of tables that all lack a context stay in one run, where the label `table` tells them apart. */
function tablesOf(runs: readonly Run[]) {
  return runs.flatMap(({ labels, measurements }) =>
    measurements.map(({ source: _, labels: { table: _table, ...own }, ...rest }) => ({
      ...rest,
      labels: own,
      machine: labels.num_cpus,
    }))
  );
}

function resultsOf(runs: readonly Run[]): Set<string> {
  return new Set(
    runs.flatMap(({ measurements }) => measurements).filter(({ status }) => status === "ok").map((
      { metric, statistic, value, labels },
    ) => [metric, statistic, value, labels.benchmark, labels.tags, labels.tag].join(" ")),
  );
}

function countFindings(runs: readonly Run[]): number {
  return runs.reduce((sum, { findings }) => sum + findings.length, 0);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

for (const [format, files] of FILES) {
  Deno.test(`${format.name}: two files in one are read as each is alone, or said to be two`, async () => {
    const alone = await Promise.all(files.map((file) => read(file)));
    for (const [i, a] of files.entries()) {
      for (const [j, b] of files.entries()) {
        const expected = [...alone[i] as Run[], ...alone[j] as Run[]];
        const found = await read(a, b);
        if (found.length === 0 || isSame(said(found), said(expected))) continue;
        if (isSame(tablesOf(found), tablesOf(expected))) continue;
        ok(
          countFindings(found) > countFindings(expected),
          `files ${i} and ${j}: ${expected.length} runs become ${found.length}, and no finding says so`,
        );
        const known = resultsOf(expected);
        deepEqual([...resultsOf(found)].filter((result) => !known.has(result)), []);
      }
    }
  });

  Deno.test(`${format.name}: a file behind one that was cut gives no other number, and none in silence`, async () => {
    const first = files[0] as Uint8Array;
    const second = files.at(-1) as Uint8Array;
    const behind = await read(second);
    for (let part = 1; part < CUTS; part++) {
      const cut = first.subarray(0, Math.floor(part * first.length / CUTS));
      const before = await read(cut);
      const found = await read(cut, second);
      const known = resultsOf([...before, ...await read(first), ...behind]);
      const others = [...resultsOf(found)].filter((result) => !known.has(result));
      const isWhole = isSame(said(found.slice(-behind.length)), said(behind));
      ok(
        isWhole && others.length === 0 || found.length === 0 || countFindings(found) > 0,
        `cut at ${cut.length}: ${others[0] ?? "the second"} is read otherwise, and nothing says so`,
      );
    }
  });
}

Deno.test("outputs of two tools in one file are read as one of them, and the other is said to be there", async () => {
  const pairs = [
    ["wrk", "pidstat"],
    ["wrk", "k6-text"],
    ["hey", "wrk2"],
    ["autocannon", "wrk"],
    ["google-benchmark-json", "pidstat"],
    ["google-benchmark-json", "k6-summary"],
    ["k6-points", "k6-text"],
    ["hdr-log", "google-benchmark-console"],
  ];
  for (const names of [...pairs, ...pairs.map((pair) => pair.toReversed())]) {
    const [a = "", b = ""] = names.map((name) => textOf({ name }));
    const found = await read(new TextEncoder().encode(a), new TextEncoder().encode(b));
    const messages = found.flatMap(({ findings }) => findings.map(({ message }) => message));
    ok(
      messages.some((message) => /^the file is read as .* is not read: /.test(message)),
      `${names}`,
    );
  }
});
