import assert from "node:assert/strict";
import fc from "fast-check";
import * as hdr from "hdr-histogram-js";
import { Failure } from "../../common/failure.ts";
import { hdrLogFormat } from "../formats/hdr/hdr_log.ts";
import { recognizeFormat } from "../formats/mod.ts";
import { LOOPS } from "../measurement.ts";
import { type LoggedHistogram, readHistogramLog, writeHistogramLog } from "./histogram_log.ts";
import { LatencyHistogram } from "./latency_histogram.ts";

function logged(trial: string, values: number[], more: Partial<LoggedHistogram> = {}) {
  const histogram = LatencyHistogram.of({
    valuesSeconds: values,
    counts: values.map((_, index) => index + 1),
  });
  assert.ok(histogram);
  return {
    trial,
    metric: "latency",
    loop: "closed" as const,
    part: "",
    start: 1_700_000_000.5,
    length: 10,
    ...more,
    histogram,
  };
}

const LOG = writeHistogramLog([
  logged("s-b-8-1", [0.001, 0.002, 0.0305]),
  logged("s-a-8-1", [0.000061, 0.004], { metric: "time_to_first_byte", loop: "" }),
]);

Deno.test("a log has a line for each histogram, sorted, whatever their order was", () => {
  const lines = LOG.split("\n");
  assert.equal(lines[0], "#[Histogram log format version 1.3]");
  assert.match(
    lines[4] ?? "",
    /^Tag=s-a-8-1\/time_to_first_byte\/,1700000000\.500,10\.000,4\.00\d,HIST/,
  );
  assert.match(
    lines[5] ?? "",
    /^Tag=s-b-8-1\/latency\/closed,1700000000\.500,10\.000,30\.5\d\d,HIST/,
  );
  const list = ["c", "a", "b"].map((trial) => logged(trial, [0.001]));
  assert.equal(writeHistogramLog(list), writeHistogramLog(list.toReversed()));
  const parts = [logged("a", [0.002], { start: 20 }), logged("a", [0.001], { start: 10 })];
  const starts = writeHistogramLog([logged("b", [0.001], { start: 5 }), ...parts]).split("\n")
    .flatMap((line) => /^Tag=(\w)[^,]*,(\d+)/.exec(line)?.slice(1).join("") ?? []);
  assert.deepEqual(starts, ["a10", "a20", "b5"]);
});

Deno.test("what is written is read again, for any trial and any part of the workload", async () => {
  const any = fc.record({
    trial: fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,99}$/),
    part: fc.oneof(
      fc.constantFrom("", "GET /a,b", "50%", "a/b", "ä\n"),
      fc.string({ unit: "grapheme" }),
    ),
    loop: fc.constantFrom(...LOOPS),
    start: fc.integer({ min: 0, max: 2e12 }).map((value) => value / 1000),
    values: fc.uniqueArray(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 20 }),
  });
  await fc.assert(fc.asyncProperty(any, async ({ trial, part, loop, start, values }) => {
    const given = logged(trial, values.map((value) => value / 1e9), { part, loop, start });
    const [read, ...others] = await readHistogramLog(writeHistogramLog([given]), "h.hlog");
    assert.deepEqual(others, []);
    const { histogram, ...rest } = given;
    assert.equal(read?.histogram.encode(), histogram.encode());
    assert.deepEqual({ ...read, histogram: undefined }, { ...rest, histogram: undefined });
  }));
});

Deno.test("our reader of interval logs knows the unit, and assumes nothing", async () => {
  assert.equal(recognizeFormat(LOG), hdrLogFormat);
  const [run] = hdrLogFormat.kind === "stream"
    ? await hdrLogFormat.read(new Blob([LOG]).stream(), { file: "h.hlog" })
    : [];
  assert.deepEqual(run?.findings, []);
  assert.equal(run?.labels.unit, "ns");
  const p50 = run?.measurements.find((each) =>
    each.statistic === "p50" && each.labels.tag === "s-b-8-1/latency/closed"
  );
  assert.ok(Math.abs((p50?.value ?? NaN) / 0.002 - 1) < 0.001);
  assert.equal(p50?.labels.unitAssumed, undefined);
  assert.ok(Math.abs((run?.series?.[1]?.values[0] ?? NaN) / 0.0305 - 1) < 0.001);
});

Deno.test("hdr-histogram-js reads the log", () => {
  const reader = new hdr.HistogramLogReader(LOG);
  const [first, second] = [reader.nextIntervalHistogram(), reader.nextIntervalHistogram()];
  assert.equal(reader.nextIntervalHistogram(), null);
  assert.equal(first?.tag, "s-a-8-1/time_to_first_byte/");
  assert.equal(second?.totalCount, 6);
  assert.equal(second?.startTimeStampMsec, 1_700_000_000_500);
  assert.ok(Math.abs((second?.getValueAtPercentile(50) ?? NaN) / 2e6 - 1) < 0.001);
});

Deno.test("a log that is cut, changed or somebody else's is refused with file, line and remedy", async () => {
  const broken: [string, RegExp][] = [
    [LOG.slice(0, -1), /h\.hlog:6: the last line is cut off; run/],
    [LOG.replace("#[Unit: ns]", "#[Unit]"), /h\.hlog:1: no line says "#\[Unit: ns\]"/],
    [LOG.replace("Tag=s-b-8-1/latency/closed,", ""), /h\.hlog:6: this is no histogram of a trial/],
    [LOG.replace("/closed", "/round"), /h\.hlog:6: this is no histogram of a trial/],
    [LOG.replace("/closed", "/%E0%"), /h\.hlog:6: this is no histogram of a trial/],
    [LOG.replace(/HIST\w{20}/, "HISTAAAA"), /h\.hlog:5: the histogram cannot be read/],
  ];
  for (const [text, message] of broken) {
    await assert.rejects(() => readHistogramLog(text, "h.hlog"), (error) => {
      assert.ok(error instanceof Failure, String(error));
      assert.match(error.message, message);
      return true;
    });
  }
});
