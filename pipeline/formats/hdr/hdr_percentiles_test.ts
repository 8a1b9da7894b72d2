import assert from "node:assert/strict";
import fc from "fast-check";
import * as hdr from "hdr-histogram-js";
import type { Run } from "../format.ts";
import { hdrPercentilesFormat as format } from "./hdr_percentiles.ts";

const file = new URL("../testdata/hdr_percentiles/hdr-histogram-js-3.0.1.hgrm", import.meta.url);
const FIXTURE = Deno.readTextFileSync(file);

/** The table and the report of one attack. */
const PLOT = Deno.readTextFileSync(
  new URL("../testdata/hdr_percentiles/vegeta-12.13.0.txt", import.meta.url),
);
const ATTACK = Deno.readTextFileSync(
  new URL("../testdata/vegeta/attack-12.13.0.json", import.meta.url),
);

function read(text: string): Run[] {
  assert.ok(format.recognizes(text.slice(0, 65_536)), "not recognised");
  return format.kind === "text" ? format.read(text, { file: "h.hgrm" }) : [];
}

function valuesOf(run: Run | undefined): string[] {
  return (run?.measurements ?? []).map(({ statistic, value }) => `${statistic} ${value}`);
}

Deno.test("percentiles, mean and maximum are read as printed, with their lines", () => {
  const [run] = read(FIXTURE);
  assert.deepEqual(valuesOf(run), [
    "mean 0.001292",
    "stdev 0.000907",
    "max 0.011175",
    "p50 0.001004",
    "p75 0.00163",
    "p90 0.002481",
    "p95 0.003099",
    "p99 0.004619",
    "p99.9 0.007003",
    "p99.99 0.008119",
  ]);
  const p50 = run?.measurements.find((each) => each.statistic === "p50");
  assert.match(FIXTURE.split("\n")[Number(p50?.source.split("#L")[1]) - 1] ?? "", /0\.5000000/);
  const mean = run?.measurements.find((each) => each.statistic === "mean");
  assert.match(FIXTURE.split("\n")[Number(mean?.source.split("#L")[1]) - 1] ?? "", /^#\[Mean/);
  assert.equal(run?.labels.totalCount, "20000");
});

Deno.test("a percentile between two rows is the upper one's, and its row is named", () => {
  const p99 = read(FIXTURE)[0]?.measurements.find((each) => each.statistic === "p99");
  assert.equal(p99?.labels.row, "0.990625");
});

Deno.test("counts that are rounded percentiles hide no part of a tail, and make no histogram", () => {
  const [run] = read(PLOT);
  const { latencies } = JSON.parse(ATTACK);
  const p99 = run?.measurements.find((each) => each.statistic === "p99");
  assert.equal(p99?.labels.row, "0.990625");
  assert.ok(p99.value * 1e9 >= latencies["99th"], `${p99.value} s, ${latencies["99th"]} ns`);
  assert.equal(run?.histograms, undefined);
});

Deno.test("vegeta's plot is whole without lines of mean and maximum", () => {
  assert.deepEqual(read(PLOT)[0]?.findings, []);
  const cut = read(PLOT.slice(0, PLOT.indexOf("0.999998")))[0]?.findings;
  assert.deepEqual(cut?.map(({ rule }) => rule), ["truncated-input"]);
});

Deno.test("the histogram has every value once and all counts", () => {
  const histogram = read(FIXTURE)[0]?.histograms?.[0];
  assert.equal(histogram?.counts.reduce((sum, count) => sum + count, 0), 20_000);
  assert.ok(histogram?.valuesSeconds.every((value, index, all) => value > (all[index - 1] ?? -1)));
});

Deno.test("percentiles stay within a row of what the histogram itself says", () => {
  const value = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), (values) => {
      const histogram = hdr.build({
        highestTrackableValue: 2_000_000,
        numberOfSignificantValueDigits: 3,
      });
      for (const each of values) histogram.recordValue(each);
      const [run] = read(histogram.outputPercentileDistribution(5, 1000));
      for (const { statistic, value } of run?.measurements ?? []) {
        if (!statistic.startsWith("p")) continue;
        const exact = histogram.getValueAtPercentile(Number(statistic.slice(1)));
        assert.ok(
          value * 1e6 >= exact * 0.998 - 1,
          `${statistic}: ${value * 1e6} is below ${exact}`,
        );
      }
    }),
    { numRuns: 50 },
  );
});

Deno.test("milliseconds are assumed aloud where values have a fraction", () => {
  const [run] = read(FIXTURE);
  assert.deepEqual(run?.findings.map(({ rule, severity }) => [rule, severity]), [[
    "unit-unknown",
    "warn",
  ]]);
  assert.ok(run?.measurements.every((each) => each.labels.unitAssumed === "ms"));
});

Deno.test("values that are all whole are withheld: nobody knows their unit", () => {
  const whole = FIXTURE.replace(
    /^ +([\d.]+)/gm,
    (cell, value) => cell.replace(value, `${Math.ceil(Number(value))}.000`),
  );
  assert.deepEqual(
    read(whole)[0]?.findings.map(({ rule, severity, metric }) => [rule, severity, metric]),
    [
      ["unit-unknown", "withhold", "latency"],
    ],
  );
});

Deno.test("a unit in the header is taken, and so is wrk2's heading", () => {
  const [named] = read(FIXTURE.replace("   Value ", "Value(us)"));
  assert.equal(valuesOf(named)[3], "p50 0.000001004");
  assert.deepEqual(named?.findings, []);
  const [spectrum] = read(`  Detailed Percentile spectrum:\n${FIXTURE}`);
  assert.deepEqual([valuesOf(spectrum)[3], spectrum?.findings], ["p50 0.001004", []]);
});

Deno.test("Java's inf, the missing column of .NET, decimal commas and CSV are read alike", () => {
  const rows: [string, string, string, string][] = [
    ["0.100", "0.000000", "1", "1.00"],
    ["0.400", "0.500000", "5", "2.00"],
    ["0.900", "1.000000", "10", ""],
  ];
  const text = (cells: (row: string[]) => string, header: string) =>
    `${header}\n${rows.map(cells).join("\n")}\n`;
  const header = "       Value   Percentile   TotalCount 1/(1-Percentile)\n";
  const footer =
    "#[Mean    =        0.500, StdDeviation   =        0.300]\n#[Max     =        0.900, Total count    =           10]\n#[Buckets =           32, SubBuckets     =           32]\n";
  const java = text((row) => `  ${row.join("  ") || "inf"}`, header) + footer;
  const comma = java.replaceAll(/(\d)\.(\d)/g, "$1,$2");
  const csv = text((row) => row.join(","), '"Value","Percentile","TotalCount","1/(1-Percentile)"');
  for (const each of [java, comma, csv]) {
    const [run] = read(each);
    assert.equal(
      run?.measurements.find(({ statistic }) => statistic === "p50")?.value,
      0.0004,
      each,
    );
    assert.deepEqual(run?.histograms?.[0]?.counts, [1, 4, 5]);
    assert.deepEqual(run?.findings.map(({ rule }) => rule), ["unit-unknown"], each);
  }
  assert.deepEqual(valuesOf(read(comma)[0]).slice(0, 3), [
    "mean 0.0005",
    "stdev 0.0003",
    "max 0.0009",
  ]);
});

Deno.test("tables behind one another are runs", () => {
  assert.deepEqual(
    read(`${FIXTURE}\n${FIXTURE}`).map((run) => [run.run, run.measurements.length]),
    [[1, 10], [2, 10]],
  );
});

Deno.test("a table that stops early keeps the percentiles it has reached", () => {
  const lines = FIXTURE.split("\n");
  const end = lines.findIndex((line) => line.includes("0.950000"));
  const [run] = read(lines.slice(0, end + 1).join("\n") + "\n");
  assert.deepEqual(valuesOf(run), ["p50 0.001004", "p75 0.00163", "p90 0.002481", "p95 0.003099"]);
  assert.equal(run?.histograms, undefined);
  assert.ok(
    run?.findings.some(({ rule, message }) =>
      rule === "truncated-input" && /after percentile 0\.95/.test(message)
    ),
  );
});

Deno.test("a table whose first rows are gone says so, and gives no percentile below them", () => {
  const lines = FIXTURE.split("\n");
  const from = lines.findIndex((line) => line.includes("0.925000"));
  const [run] = read([lines[0], "", ...lines.slice(from)].join("\n"));
  assert.deepEqual(valuesOf(run).slice(3), [
    "p95 0.003099",
    "p99 0.004619",
    "p99.9 0.007003",
    "p99.99 0.008119",
  ]);
  assert.equal(run?.histograms, undefined);
  assert.ok(
    run?.findings.some(({ rule, message }) =>
      rule === "truncated-input" && /begins at percentile 0\.925/.test(message)
    ),
  );
});

Deno.test("a table whose last lines are gone says which", () => {
  const said = (end: string) => {
    const [run] = read(FIXTURE.slice(0, FIXTURE.indexOf(end)));
    return run?.findings.flatMap(({ rule, message }) => rule === "truncated-input" ? message : []);
  };
  const stops = "the table stops after percentile 1 and has no ";
  assert.deepEqual(said("#[Mean"), [`${stops}lines of mean and maximum`]);
  assert.deepEqual(said("#[Max"), [`${stops}line of the maximum`]);
  // Its maximum is there.
  assert.deepEqual(said("#[Buckets"), []);
});

Deno.test("no prefix of a table says anything that the whole does not", () => {
  const known = new Set(valuesOf(read(FIXTURE)[0]));
  for (let length = 200; length < FIXTURE.length; length++) {
    for (const value of valuesOf(read(FIXTURE.slice(0, length))[0])) {
      assert.ok(known.has(value), `${value} after ${length} characters`);
    }
  }
});

Deno.test("rows that do not ascend are of no histogram", () => {
  const lines = FIXTURE.split("\n");
  [lines[5], lines[9]] = [lines[9] as string, lines[5] as string];
  const [run] = read(lines.join("\n"));
  assert.ok(
    run?.findings.some(({ rule, severity }) =>
      rule === "percentile-order" && severity === "withhold"
    ),
  );
  assert.equal(run?.histograms, undefined);
});

Deno.test("wrk2's own text is left to its own format", () => {
  assert.ok(!format.recognizes(`Running 30s test @ http://a/\n  Thread Stats   Avg\n${FIXTURE}`));
});

Deno.test("a header without rows is a failure with file and remedy", () => {
  assert.throws(
    () => format.kind === "text" && format.read(FIXTURE.split("\n")[0] ?? "", { file: "h.hgrm" }),
    /h\.hgrm line 1: no row.*Give/,
  );
});
