import { deepEqual, ok } from "node:assert/strict";
import { Failure } from "../../common/failure.ts";
import { runsOf, textOf } from "../../tests/formats/texts.ts";
import type { Format, Run } from "./format.ts";
import { FORMATS } from "./mod.ts";

/** So many cuts of each text are read, evenly over it. */
const MOST_CUTS = 600;

/** The runs of a text that may be refused by name. */
async function readOrNone(format: Format, text: string): Promise<Run[]> {
  try {
    return await runsOf(format, text);
  } catch (error) {
    ok(error instanceof Failure, `${error}`);
    return [];
  }
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

/** Formats of which a part gives values that the whole does not, and why those are right. */
const RIGHT_OF_A_PART: Readonly<Record<string, string>> = {
  "hdr-log": "its values are of the intervals that are there",
  "hey-csv": "its values are of the requests that are there",
  "k6-csv": "its values are of the samples that are there",
  "k6-points": "its values are of the samples that are there",
  "k6-text": "where its counts are cut off, a share is what is printed before them",
  pidstat: "its values are of the samples that are there",
  "k6-summary": "where one counter is cut off, the duration follows from another and its rate",
  "process-samples": "its values are of the samples that are there",
};

for (const format of FORMATS.filter(({ name }) => RIGHT_OF_A_PART[name] === undefined)) {
  Deno.test(`${format.name} gives of a file that was cut no value that the whole has not`, async () => {
    const text = textOf(format);
    const whole = saidOf(await runsOf(format, text)).results;
    for (let part = 0; part < MOST_CUTS; part++) {
      const cut = Math.floor(part * text.length / MOST_CUTS);
      const found = saidOf(await readOrNone(format, text.slice(0, cut))).results;
      const other = [...found].find((result) => !whole.has(result));
      ok(
        other === undefined,
        `cut at ${cut}: ${other} is not in the whole; leave out what a cut may have shortened`,
      );
    }
  });
}

for (const format of FORMATS.filter(({ name }) => END_ANYWHERE[name] === undefined)) {
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

Deno.test("every exception to these tests is of a format that there is", () => {
  const excepted = [END_ANYWHERE, RIGHT_OF_A_PART].flatMap((table) => Object.keys(table));
  const names = FORMATS.map(({ name }) => name);
  deepEqual([...END_WITH_ANY_LINE, ...excepted].filter((name) => !names.includes(name)), []);
});
