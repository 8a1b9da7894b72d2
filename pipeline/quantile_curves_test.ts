import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { writeHistogramLog } from "./histograms/histogram_log.ts";
import { LatencyHistogram } from "./histograms/latency_histogram.ts";
import { readQuantileCurves } from "./quantile_curves.ts";
import { HISTOGRAM_LOG } from "./report_folder.ts";
import type { Trial } from "./trial.ts";

/** A trial of a server, and a histogram of 1 ms to 1 s, a sample each millisecond, `shift` later. */
function trialOf(number: number): Trial {
  return {
    ...{ id: `s.a.8.${number}`, scenario: "s", implementation: "a", case: "", limits: "1 core" },
    ...{ load: 8, load_unit: "connections", trial: number, block: 1, seed: "" },
    ...{ started: "", ended: "", exit: 0, state: "finished" as const, warmup_seconds: 0 },
    ...{ tools: [], programs: [], processes: [], raw: [], host: null },
  };
}

function histogramOf(shift: number): LatencyHistogram {
  const valuesSeconds = Array.from({ length: 1000 }, (_, at) => (at + 1 + shift) / 1000);
  const histogram = LatencyHistogram.of({ valuesSeconds, counts: valuesSeconds.map(() => 1) });
  ok(histogram !== undefined);
  return histogram;
}

async function withLog(text: string | undefined, body: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    if (text !== undefined) await Deno.writeTextFile(`${folder}/${HISTOGRAM_LOG}`, text);
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const line = (trial: string, metric: string, shift: number) => ({
  ...{ trial, metric, loop: "closed" as const, part: "", start: 0, length: 0 },
  histogram: histogramOf(shift),
});

const LOG = writeHistogramLog([
  line("s.a.8.1", "latency", 0),
  line("s.a.8.2", "latency", 1000),
  line("s.a.8.1", "time_to_first_byte", 0),
  line("s.b.8.1", "latency", 0),
]);

Deno.test("the curve of a cell is that of all its trials' samples, up to the last that one lies beyond", () =>
  withLog(LOG, async (folder) => {
    const [curve, ...others] = await readQuantileCurves(
      folder,
      [trialOf(1), trialOf(2)],
      "latency",
    );
    equal(others.length, 0);
    ok(curve !== undefined);
    equal(curve.trials, 2);
    deepEqual(curve.cell, {
      ...{ scenario: "s", implementation: "a", case: "", limits: "1 core" },
      ...{ load: 8, load_unit: "connections" },
    });
    const at = (nines: number) => curve.points.find((point) => point.nines === nines)?.seconds ?? 0;
    // 2000 samples from 1 ms to 2 s; buckets are at most 0.1 % wide.
    for (const [nines, seconds] of [[0.5, 1.3675], [1, 1.8], [2, 1.98], [3, 1.998]] as const) {
      ok(Math.abs(at(nines) / seconds - 1) <= 0.001, `${nines} nines: ${at(nines)}`);
    }
    const last = curve.points.at(-1)?.nines ?? 0;
    ok(last > 3 && last < Math.log10(2000), "half a sample lies beyond no percentile");
    const values = curve.points.map(({ seconds }) => seconds);
    deepEqual(values, [...values].sort((a, b) => a - b));
  }));

Deno.test("one trial gives its own curve, no file none, and a damaged line is said with its number", async () => {
  await withLog(LOG, async (folder) => {
    const [one] = await readQuantileCurves(folder, [trialOf(1)], "latency");
    equal(one?.trials, 1);
    ok((one?.points.at(-1)?.seconds ?? 9) <= 1.001);
  });
  await withLog(undefined, async (folder) => {
    deepEqual(await readQuantileCurves(folder, [trialOf(1)], "latency"), []);
  });
  const damaged = LOG.replace(/HIST\S+/, "HISTAAAA");
  await withLog(damaged, (folder) =>
    rejects(
      readQuantileCurves(folder, [trialOf(1)], "latency"),
      (error) => error instanceof Failure && /histograms\.hlog:5: /.test(error.message),
    ));
});
