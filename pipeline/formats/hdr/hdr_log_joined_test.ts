import assert from "node:assert/strict";
import { hdrLogFormat as format } from "./hdr_log.ts";
import type { Run } from "../format.ts";

const file = new URL("../testdata/hdr_log/hdr-histogram-js-3.0.1.hlog", import.meta.url);
const FIXTURE = Deno.readTextFileSync(file);
const NANO = FIXTURE.replace("\n", "\n#[Unit: ns]\n");
const MICRO = FIXTURE.replace("\n", "\n#[Unit: us]\n");

async function read(text: string): Promise<Run[]> {
  return format.kind === "stream"
    ? await format.read(new Blob([text]).stream(), { file: "l.hlog" })
    : [];
}

/** What each run of a text says, without the lines that it says it of. */
async function saidIn(text: string) {
  return (await read(text)).map(({ labels, measurements, findings, series, histograms }) => ({
    labels,
    measurements: measurements.map(({ source: _, ...rest }) => rest),
    findings: findings.map(({ rule }) => rule),
    series: series?.map(({ source: _, ...rest }) => rest),
    histograms: histograms?.map(({ source: _, ...rest }) => rest),
  }));
}

Deno.test("logs that were joined are read as each is alone, whatever unit, writer or times they have", async () => {
  // Named before the version, as jHiccup does it, or by a legend alone.
  const jHiccup = FIXTURE.replace("a test program", "jHiccup version 2.0.10");
  const legendOnly = FIXTURE.replace(/^#.*\n/gm, "");
  const logs = [NANO, MICRO, jHiccup, legendOnly, FIXTURE];
  const alone = (await Promise.all(logs.map(saidIn))).flat();
  assert.equal(alone.length, logs.length);
  assert.deepEqual(await saidIn(logs.join("")), alone);
  const runs = await read(logs.join(""));
  assert.deepEqual(runs.map(({ run }) => run), [1, 2, 3, 4, 5]);
});

Deno.test("a log without intervals before another gives it neither its unit nor its name", async () => {
  const head = MICRO.split("\n").filter((line) => /^[#"]/.test(line)).join("\n") + "\n";
  const [empty, whole] = await saidIn(head + NANO);
  assert.deepEqual(empty?.findings, ["no-samples"]);
  assert.deepEqual([whole], await saidIn(NANO));
});

Deno.test("a log that was cut in its last line is told from the one after it by what its head still has", async () => {
  const [cut, whole, ...more] = await read(NANO.trimEnd().slice(0, -9) + MICRO);
  assert.deepEqual(cut?.findings.map(({ rule }) => rule), ["truncated-input"]);
  assert.equal(cut?.labels.intervals, "7");
  assert.equal(whole?.labels.intervals, "8");
  assert.equal(whole?.labels.unit, "us");
  assert.deepEqual(more, []);
});

Deno.test("comments between the intervals of one log begin no other", async () => {
  const lines = FIXTURE.trimEnd().split("\n");
  const text = [...lines.slice(0, -2), "#[Rotated at noon]", "", ...lines.slice(-2), ""].join("\n");
  assert.deepEqual(await saidIn(text), await saidIn(FIXTURE));
});

Deno.test("intervals that begin again, where logs without a head were joined, are said to be of several", async () => {
  const intervals = FIXTURE.slice(FIXTURE.indexOf("\n1700") + 1);
  const later = intervals.replaceAll("17000000", "17000001");
  const said = async (text: string) =>
    (await read(text)).map(({ findings }) =>
      findings.filter(({ rule }) => rule === "truncated-input").map(({ source }) => source)
    );
  assert.deepEqual(await said(intervals + intervals), [["l.hlog#L9"]]);
  assert.deepEqual(await said(later + intervals), [["l.hlog#L9"]]);
  // A head is of the lines behind it: these are none of the log before.
  assert.deepEqual(await said(FIXTURE + FIXTURE), [[], []]);
  const [first = ""] = intervals.split(/(?<=\n)/);
  assert.deepEqual(await said(first + first), [["l.hlog#L2"]]);
  for (const one of [FIXTURE, intervals, intervals + later]) {
    assert.deepEqual(await said(one), [[]]);
  }
});
