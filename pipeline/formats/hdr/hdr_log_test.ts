import assert from "node:assert/strict";
import fc from "fast-check";
import * as hdr from "hdr-histogram-js";
import type { Run } from "../format.ts";
import { hdrLogFormat as format } from "./hdr_log.ts";
import { decodeHistogram, HdrEncodingError, summarizeBuckets } from "./hdr_histogram.ts";

const file = new URL("../testdata/hdr_log/hdr-histogram-js-3.0.1.hlog", import.meta.url);
const FIXTURE = Deno.readTextFileSync(file);

async function read(text: string): Promise<Run> {
  assert.ok(format.recognizes(text.slice(0, 65_536)), "not recognised");
  const stream = new Blob([text]).stream();
  const runs = format.kind === "stream" ? await format.read(stream, { file: "l.hlog" }) : [];
  return runs[0] as Run;
}

function valuesOf(run: Run, tag: string): string[] {
  return run.measurements.filter((each) => (each.labels.tag ?? "") === tag)
    .map(({ metric, statistic, value }) => `${metric} ${statistic} ${value}`);
}

function histogramOf(values: readonly number[], digits: 1 | 2 | 3 = 3): hdr.Histogram {
  const histogram = hdr.build({
    highestTrackableValue: 2 ** 40,
    numberOfSignificantValueDigits: digits,
  });
  for (const value of values) histogram.recordValue(value);
  return histogram;
}

Deno.test("percentiles are read from the histograms of all intervals together, by tag", async () => {
  const run = await read(FIXTURE);
  const lines = FIXTURE.split("\n").filter((line) => line.includes(",HIST"));
  for (const tag of ["", "read"]) {
    const own = lines.filter((line) => line.startsWith("Tag=") === (tag !== ""));
    const merged = histogramOf([]);
    for (const line of own) {
      merged.add(hdr.decodeFromCompressedBase64(line.split(",").at(-1) as string));
    }
    const value = (statistic: string) =>
      run.measurements.find((each) =>
        (each.labels.tag ?? "") === tag && each.statistic === statistic
      )?.value ?? NaN;
    for (const percent of [50, 75, 90, 95, 99, 99.9]) {
      assert.equal(Math.round(value(`p${percent}`) * 1e9), merged.getValueAtPercentile(percent));
    }
    assert.ok(Math.abs(value("mean") * 1e9 / merged.mean - 1) < 1e-9);
    assert.ok(Math.abs(value("stdev") * 1e9 / merged.stdDeviation - 1) < 1e-9);
  }
  assert.deepEqual(valuesOf(run, "read").slice(0, 1), ["duration total 4"]);
});

Deno.test("intervals leave a series of maxima, and the head of the log its labels", async () => {
  const run = await read(FIXTURE);
  assert.deepEqual(run.labels, {
    loggedWith: "a test program",
    formatVersion: "1.3",
    startTime: "1700000000.000",
    intervals: "8",
  });
  assert.deepEqual(run.series?.[0]?.timesSeconds, [0, 1, 2, 3]);
  assert.deepEqual(run.series?.[0]?.values, [0.005303, 0.007148, 0.006575, 0.007405]);
});

Deno.test("nanoseconds are assumed aloud, known from jHiccup, and not guessed at another divisor", async () => {
  const said = async (text: string) =>
    (await read(text)).findings.map(({ rule, severity }) => `${rule} ${severity}`);
  assert.deepEqual(await said(FIXTURE), ["unit-unknown warn"]);
  assert.deepEqual(await said(FIXTURE.replace("a test program", "jHiccup version 2.0.10")), []);
  const microseconds = FIXTURE.replace(/,(\d+)\.(\d{3}),HIST/g, ",$1$2.000,HIST");
  assert.deepEqual(await said(microseconds), ["unit-unknown withhold"]);
});

Deno.test("a unit that a comment states is taken, for values and for the column of maxima", async () => {
  const stated = (unit: string) =>
    read(FIXTURE.replace("\n", `\n#[Unit: ${unit}] of the values\n`));
  const [nano, micro] = [await stated("ns"), await stated("us")];
  assert.deepEqual([nano.findings, micro.findings], [[], []]);
  const value = (run: Run) =>
    run.measurements.find((each) => each.statistic === "p99")?.value ?? NaN;
  assert.ok(Math.abs(value(micro) / value(nano) / 1000 - 1) < 1e-12);
  assert.deepEqual(nano.series?.[0]?.values, [0.005303, 0.007148, 0.006575, 0.007405]);
  assert.deepEqual(micro.series?.[0]?.values, [5.303, 7.148, 6.575, 7.405]);
  assert.deepEqual((await stated("furlongs")).findings.map(({ rule }) => rule), ["unit-unknown"]);
});

Deno.test("a loop that a comment states is that of every latency, and one that is no loop is not taken", async () => {
  const stated = async (loop: string) => {
    const run = await read(FIXTURE.replace("\n", `\n#[Loop: ${loop}]\n`));
    const of = (isLatency: boolean) =>
      run.measurements.filter(({ metric }) => (metric === "latency") === isLatency)
        .map((each) => each.loop);
    const histograms = run.histograms?.map((each) => each.loop) ?? [];
    return [new Set([...of(true), ...histograms]), new Set(of(false))].map((each) => [...each]);
  };
  assert.deepEqual(await stated("closed"), [["closed"], [""]]);
  assert.deepEqual(await stated("open"), [["open"], [""]]);
  assert.deepEqual(await stated("figure-of-eight"), [[""], [""]]);
});

Deno.test("a log that knows no times has no duration of 0", async () => {
  const run = await read(FIXTURE.replace(/,\d+\.\d{3},(\d+\.\d{3}),HIST/g, ",0.000,$1,HIST"));
  assert.ok(!run.measurements.some((each) => each.metric === "duration"));
});

Deno.test("tags beyond the bound are left out aloud", async () => {
  const interval = `Tag=read,0.0,1.0,0.001,${hdr.encodeIntoCompressedBase64(histogramOf([1000]))}`;
  const lines = Array.from(
    { length: 5002 },
    (_, index) => interval.replace("Tag=read", `Tag=t${index}`),
  );
  const next = interval.replace("Tag=read,0.0", "Tag=t0,1.0");
  const run = await read([...lines, next, ""].join("\n"));
  assert.deepEqual(run.findings.map(({ rule, source }) => `${rule} ${source}`), [
    "many-names l.hlog#L5001",
    "unit-unknown l.hlog",
  ]);
  assert.equal(run.labels.intervals, "5001");
});

Deno.test("an interval that is cut off is left out with a finding, the others stay", async () => {
  const run = await read(FIXTURE.trimEnd().slice(0, -40));
  assert.equal(run.labels.intervals, "7");
  assert.deepEqual(run.findings.map(({ rule, source }) => `${rule} ${source}`), [
    "truncated-input l.hlog#L13",
    "unit-unknown l.hlog",
  ]);
});

Deno.test("a line in the middle that is no interval is left out aloud", async () => {
  const lines = FIXTURE.trimEnd().split("\n");
  const at = lines.findIndex((line) => line.includes(",HIST"));
  const [start, ...cells] = (lines[at] as string).split(",");
  for (
    const damaged of [
      "no interval",
      `${start} ,${cells.join(",")}`,
      `NaN,${cells.join(",")}`,
      `${"9".repeat(400)},${cells.join(",")}`,
      `${start},null,${cells.slice(1).join(",")}`,
      (lines[at] as string).slice(0, 30) + "\n" + (lines[at] as string).slice(30),
      `${start},1.0,1.0,HIST${"A".repeat(8 * 1024 * 1024)}`,
    ]
  ) {
    const run = await read([...lines.slice(0, at), damaged, ...lines.slice(at + 1), ""].join("\n"));
    assert.equal(run.labels.intervals, "7");
    const said = run.findings.filter(({ rule }) => rule === "truncated-input");
    assert.equal(said[0]?.source, `l.hlog#L${at + 1}`, damaged.slice(0, 40));
    assert.match(said[0]?.message ?? "", /^line 6 is left out: it/);
  }
});

Deno.test("an overlong line at the end is left out aloud", async () => {
  const run = await read(FIXTURE + `1.0,1.0,1.0,HIST${"A".repeat(9 * 1024 * 1024)}`);
  assert.deepEqual(run.findings.map(({ source }) => source), ["l.hlog#L14", "l.hlog"]);
});

Deno.test("blanks around a line change nothing", async () => {
  const run = await read(FIXTURE.replaceAll("\n", " \t\n  "));
  assert.deepEqual(run.findings.map(({ rule }) => rule), ["unit-unknown"]);
  assert.deepEqual(run.measurements, (await read(FIXTURE)).measurements);
});

Deno.test("of very many lines that are no intervals the first are named and the others counted", async () => {
  const run = await read(FIXTURE + "no interval\n".repeat(1000));
  const said = run.findings.filter(({ rule }) => rule === "truncated-input");
  assert.equal(said.length, 21);
  assert.match(said[20]?.message ?? "", /^980 more lines .* line 34$/);
});

Deno.test("comments, blank lines, carriage returns and starts that go back are read over", async () => {
  const [head, ...rest] = FIXTURE.trimEnd().split("\n") as [string, ...string[]];
  const intervals = rest.filter((line) => line.includes("HIST")).reverse();
  const run = await read(
    ["\ufeff" + head, rest[0], "# a comment", "", ...intervals].join("\r\n") + "\r\n",
  );
  assert.equal(run.labels.intervals, "8");
  assert.deepEqual(run.series?.[1]?.timesSeconds, [0, 1, 2, 3]);
});

Deno.test("a log without intervals is a run in which nothing was measured", async () => {
  const run = await read(FIXTURE.split("\n").slice(0, 5).join("\n") + "\n");
  assert.deepEqual(run.findings.map(({ rule }) => rule), ["no-samples"]);
});

Deno.test("a log of which nothing can be read is a failure with file and remedy", async () => {
  await assert.rejects(
    () => read("0.1,1.0,2.0,HISTnothing\n"),
    /l\.hlog line 1: no interval.*Give the whole log/,
  );
});

Deno.test("decodeHistogram() reads what hdr-histogram-js encodes, bucket by bucket", async () => {
  const values = fc.array(fc.integer({ min: 0, max: 2 ** 39 }), { minLength: 1, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(values, fc.constantFrom(1, 2, 3), async (list, digits) => {
      const histogram = histogramOf(list, digits as 1 | 2 | 3);
      const buckets = await decodeHistogram(hdr.encodeIntoCompressedBase64(histogram));
      const summary = summarizeBuckets(buckets);
      assert.equal(summary?.total, list.length);
      for (const percent of [0.1, 50, 90, 99, 99.9, 100]) {
        assert.equal(summary?.percentile(percent), histogram.getValueAtPercentile(percent));
      }
      assert.ok(Math.abs((summary?.mean ?? NaN) - histogram.mean) <= histogram.mean * 1e-9);
      for (const { lowest, highest } of buckets) {
        assert.ok(list.some((value) => value >= lowest && value <= highest));
      }
    }),
    { numRuns: 60 },
  );
});

/** Counts of the three smallest values in the encodings before V2: words of a fixed size. */
async function encode(
  version: 0 | 1,
  wordBytes: 2 | 4 | 8,
  counts: readonly number[],
): Promise<string> {
  const header = version === 0 ? 32 : 40;
  const plain = new DataView(new ArrayBuffer(header + wordBytes * counts.length));
  plain.setInt32(0, (version === 0 ? 0x1c849308 : 0x1c849301) | wordBytes << 4);
  if (version === 1) plain.setInt32(4, wordBytes * counts.length);
  plain.setInt32(version === 0 ? 4 : 12, 2);
  plain.setBigInt64(version === 0 ? 8 : 16, 1n);
  plain.setBigInt64(version === 0 ? 16 : 24, 100_000n);
  counts.forEach((count, index) => {
    const at = header + index * wordBytes;
    if (wordBytes === 2) plain.setInt16(at, count);
    else if (wordBytes === 4) plain.setInt32(at, count);
    else plain.setBigInt64(at, BigInt(count));
  });
  const deflated = new Blob([plain.buffer]).stream().pipeThrough(new CompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  const whole = new DataView(new ArrayBuffer(8 + bytes.length));
  whole.setInt32(0, (version === 0 ? 0x1c849309 : 0x1c849302) | wordBytes << 4);
  whole.setInt32(4, bytes.length);
  new Uint8Array(whole.buffer).set(bytes, 8);
  return btoa(String.fromCharCode(...new Uint8Array(whole.buffer)));
}

Deno.test("decodeHistogram() reads the encodings V0 and V1", async () => {
  for (const version of [0, 1] as const) {
    for (const wordBytes of [2, 4, 8] as const) {
      const buckets = await decodeHistogram(await encode(version, wordBytes, [0, 5, 0, 7]));
      assert.deepEqual(buckets, [{ lowest: 1, highest: 1, count: 5 }, {
        lowest: 3,
        highest: 3,
        count: 7,
      }]);
    }
  }
});

Deno.test("decodeHistogram() refuses what is no histogram, without reading on", async () => {
  const good = hdr.encodeIntoCompressedBase64(histogramOf([1, 2, 3]));
  for (
    const text of [
      "",
      "HIST",
      "%%%%",
      good.slice(0, 20),
      good.slice(4),
      good.replace(/.{6}$/, "AAAAA="),
    ]
  ) {
    await assert.rejects(() => decodeHistogram(text), HdrEncodingError, text);
  }
  await assert.rejects(
    async () => decodeHistogram(await encode(1, 2, new Array(4000).fill(1))),
    /more counts than it says/,
  );
});

Deno.test("decodeHistogram() gives buckets or its own error for any bytes", async () => {
  const good = hdr.encodeIntoCompressedBase64(histogramOf([5, 500, 50_000]));
  const at = fc.integer({ min: 0, max: good.length - 1 });
  await fc.assert(
    fc.asyncProperty(at, fc.constantFrom(..."ABCxyz019+/"), async (index, char) => {
      const text = good.slice(0, index) + char + good.slice(index + 1);
      try {
        for (const bucket of await decodeHistogram(text)) assert.ok(bucket.count > 0);
      } catch (error) {
        assert.ok(error instanceof HdrEncodingError, String(error));
      }
    }),
    { numRuns: 200 },
  );
});
