import { existsSync } from "node:fs";
import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../common/failure.ts";
import { fixture } from "../../tests/formats/testing.ts";
import { inspectRuns } from "../inspected.ts";
import { LARGE_NUMBERS } from "../../tests/fuzz/mutations.ts";
import type { Format, Run } from "./format.ts";
import { FORMATS } from "./mod.ts";

const SAMPLES =
  '{"format":"wallclock-process-samples","version":1,"role":"server","pid":1,"clockTicksPerSecond":100,' +
  '"pageBytes":4096,"intervalSeconds":0.1,"measuredFrom":0,"measuredTo":1}\n' +
  Array.from({ length: 11 }, (_, index) => `[${index / 10},${index * 5},100]\n`).join("") +
  '{"end":true}\n';

const HISTOGRAM = "# wallclock wrk-latency-histogram 1\n" +
  "# unit: us, loop: closed-backfilled, count: 6\n61 1\n64 5\n# end\n";

const CITED = '# wallclock cited-table 1\n# source: A. Author, "Servers compared", 2026\n\n' +
  "implementation,case,limits,load,load_unit,metric,statistic,value,unit,loop,printed,note\n" +
  'axum,,"1 core, 2 GiB",8,connections,throughput,mean,316506,req/s,,"316,506",\n' +
  "flask,sleep,,,,memory_rss,max,18.4,MB,,,\n";

/** A whole text of every format, by its name. */
const TEXTS: Readonly<Record<string, string>> = {
  "wrk-latency-histogram": HISTOGRAM,
  "autocannon-latency-histogram": fixture("autocannon/v9_driven.histogram.txt"),
  "k6-requests": fixture("k6_requests/v1_8.txt"),
  "stream-probe": fixture("stream_probe/paced.txt"),
  "process-samples": SAMPLES,
  rounds: fixture("rounds/fifty.ndjson"),
  "cited-table": CITED,
  "hdr-log": fixture("hdr_log/hdr-histogram-js-3.0.1.hlog"),
  "k6-points": fixture("k6_points/v1_8.json").slice(0, 8000),
  "k6-csv": fixture("k6_csv/v1_8.csv").slice(0, 3000),
  "hey-csv": fixture("hey/answers.csv"),
  "google-benchmark-csv": fixture("google_benchmark/python-1.9.5.csv"),
  "google-benchmark-json": fixture("google_benchmark/python-1.9.5.json"),
  "k6-summary": fixture("k6_summary/export_1_8.json"),
  autocannon: fixture("autocannon/v9_slow.json"),
  oha: fixture("oha/resets.json"),
  vegeta: fixture("vegeta/report.json"),
  bombardier: fixture("bombardier/errors.json"),
  wrk2: fixture("wrk/timeouts.txt").replace("Distribution", "Distribution (HdrHistogram - R)"),
  wrk: fixture("wrk/status_errors.txt") + fixture("wrk/lua_summary.txt"),
  "hdr-percentiles": fixture("hdr_percentiles/hdr-histogram-js-3.0.1.hgrm"),
  hey: fixture("hey/resets.txt"),
  "k6-text": fixture("k6_text/v1_8.txt"),
  pidstat: fixture("pidstat/12.6.1-h.txt"),
  "google-benchmark-console": fixture("google_benchmark/python-1.9.5.txt"),
};

/** The whole text of a format. */
function textOf({ name }: Format): string {
  const text = TEXTS[name];
  ok(text !== undefined, `give ${name} a whole text: an entry in TEXTS of formats/mutated_test.ts`);
  return text;
}

/** A text with some pieces of it gone, doubled or replaced. */
function mutate(text: string, edits: readonly Edit[]): string {
  return edits.reduce((changed, { where, length, insert }) => {
    const at = Math.floor(where * changed.length);
    const piece = insert ?? changed.slice(at, at + 2 * length);
    return changed.slice(0, at) + piece + changed.slice(at + length);
  }, text);
}

interface Edit {
  where: number;
  length: number;
  insert: string | undefined;
}

const edits = fc.array(
  fc.record({
    where: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 60 }),
    insert: fc.option(
      fc.constantFrom(
        "",
        "\n",
        "-",
        "e999",
        "null",
        "-1",
        "NaN",
        "0",
        "{",
        "]",
        '"',
        "99999999999999999999",
      ),
      { nil: undefined },
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

/** So many numbers of each text are replaced, evenly over it. */
const MOST_REPLACED = 100;

async function runsOf(format: Format, text: string): Promise<Run[]> {
  if (format.kind === "text") return format.read(text, { file: "f" });
  return await format.read(new Blob([text]).stream(), { file: "f" });
}

for (const format of FORMATS) {
  Deno.test(`${format.name} reads mutilated input to finite numbers or a named failure`, async () => {
    const text = textOf(format);
    const whole = await runsOf(format, text);
    ok(whole.some((run) => run.measurements.length > 0), "TEXTS has no text of it");
    await fc.assert(
      fc.asyncProperty(edits, async (given) => {
        const mutated = mutate(text, given);
        format.recognizes(mutated);
        try {
          for (const run of await runsOf(format, mutated)) {
            for (const each of run.measurements) {
              ok(Number.isFinite(each.value), `${each.metric} ${each.statistic} is ${each.value}`);
              ok(
                each.value >= 0 || each.status !== "ok",
                `${each.metric} ${each.statistic} is ${each.value}`,
              );
            }
          }
        } catch (error) {
          ok(error instanceof Failure && error.message.startsWith("f"), String(error));
        }
      }),
      { numRuns: 300 },
    );
  });
}

/** The results of all runs with their places, and the findings as text. */
function saidOf(runs: readonly Run[]) {
  const results = runs.flatMap((run) => run.measurements).filter(({ status }) => status === "ok");
  return {
    results: new Set(
      results.map(({ metric, statistic, source, value }) =>
        `${metric} ${statistic} ${source} ${value}`
      ),
    ),
    findings: runs.flatMap((run) => run.findings.map(({ rule, message }) => `${rule} ${message}`)),
  };
}

/** Formats without an end mark, whose files may end with any line: of these nothing tells that more was there. */
const END_WITH_ANY_LINE = [
  "cited-table",
  "google-benchmark-console",
  "google-benchmark-csv",
  "hdr-log",
  "hey-csv",
  "k6-csv",
  "k6-points",
  "pidstat",
];

/** Those among them whose lines may end anywhere too, and why. */
const END_ANYWHERE: Readonly<Record<string, string>> = {
  "google-benchmark-console": "the last word of a row may be a label, which is any text",
  pidstat: "a sample that is cut is as one that was not taken",
};

for (const format of FORMATS) {
  Deno.test(`${format.name} says of a file that was cut that results are missing`, async () => {
    const text = textOf(format);
    const runs = await runsOf(format, text);
    const whole = saidOf(runs);
    // A file of several runs may end with any of them.
    const first = runs.map((_, index) => saidOf(runs.slice(0, index + 1)).results);
    const cuts = new Set(
      Array.from({ length: 60 }, (_, part) => Math.floor(part * text.length / 60)),
    );
    for (const { index } of text.matchAll(/\n/g)) cuts.add(index).add(index + 1);
    for (const cut of cuts) {
      const isLineEnd = text[cut] === "\n" || text[cut - 1] === "\n";
      if (END_ANYWHERE[format.name] !== undefined) continue;
      if (isLineEnd && END_WITH_ANY_LINE.includes(format.name)) continue;
      let found: ReturnType<typeof saidOf>;
      try {
        found = saidOf(await runsOf(format, text.slice(0, cut)));
      } catch (error) {
        ok(error instanceof Failure, `cut at ${cut}: ${error}`);
        continue;
      }
      const missing = [...whole.results].filter((result) => !found.results.has(result));
      if (missing.length === 0 || first.some((each) => isSame(each, found.results))) continue;
      ok(
        found.findings.some((said) => !whole.findings.includes(said)),
        `cut at ${cut}, ${
          missing[0]
        } is gone and no finding says so; say truncated-input, or add the format to ` +
          "END_WITH_ANY_LINE where it has no end mark",
      );
    }
  });
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

for (const format of FORMATS) {
  Deno.test(`${format.name} makes of a number too large, and its corrections too, finite numbers or a named failure`, async () => {
    const text = textOf(format);
    const numbers = [...text.matchAll(/\d+(?:\.\d+)?/g)];
    const step = Math.ceil(numbers.length / MOST_REPLACED);
    for (let at = 0; at < numbers.length; at += step) {
      const { index, 0: number } = numbers[at] as RegExpExecArray;
      for (const large of LARGE_NUMBERS) {
        const grown = text.slice(0, index) + large + text.slice(index + number.length);
        try {
          const runs = inspectRuns("f", await runsOf(format, grown));
          for (const each of runs.flatMap((run) => run.measurements)) {
            ok(Number.isFinite(each.value), `${each.metric} ${each.statistic} is ${each.value}`);
          }
        } catch (error) {
          const isNamed = error instanceof Failure && error.message.startsWith("f");
          ok(isNamed, `${large.slice(0, 20)} for ${number} at ${index}: ${error}`);
        }
      }
    }
  });
}

/** Where the formats are, as the registry imports them. */
const FILES = [
  ...Deno.readTextFileSync(new URL("mod.ts", import.meta.url))
    .matchAll(/^import \{ (\w+) \} from "(.*)\.ts";$/gm),
].map(([, name = "", path = ""]) => ({ name, path }));

Deno.test("every format of the registry has a test beside it that speaks of it", () => {
  equal(FILES.length, FORMATS.length);
  for (const { name, path } of FILES) {
    const test = new URL(`${path}_test.ts`, import.meta.url);
    const text = existsSync(test) ? Deno.readTextFileSync(test) : "";
    ok(text.includes("Deno.test(") && text.includes(name), `${path}_test.ts`);
  }
});

Deno.test("the origin of each folder of fixtures is told, and each format has one text for these tests", () => {
  const folders = [...Deno.readDirSync(new URL("testdata/", import.meta.url))]
    .filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
  const told = Deno.readTextFileSync(new URL("testdata/README.md", import.meta.url));
  for (const name of folders) {
    ok(
      new RegExp(`^## (.*\\W)?${name}(\\W|$)`, "m").test(told),
      `formats/testdata/README.md has no heading of ${name}/`,
    );
  }
  const names = FORMATS.map(({ name }) => name);
  deepEqual(Object.keys(TEXTS).filter((name) => !names.includes(name)), []);
  for (const name of [...END_WITH_ANY_LINE, ...Object.keys(END_ANYWHERE)]) {
    ok(names.includes(name), name);
  }
});
