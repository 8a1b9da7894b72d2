/**
 * How often the 95 % interval of a merged percentile holds the true one, by simulation: log-normal latencies
 * (sigma 0.5) of 4,000 samples a trial, each trial scaled by a factor of its own (cv 2 % or 10 %), and with
 * stalls in some trials: 1.6 % of the samples of a trial waited up to 100 medians more, in 30 % or 80 % of
 * trials. The truth is the percentile of infinitely many trials. Percent of 1,000 to 2,000 cells each:
 *
 *                               n = 3             n = 5             n = 10            n = 20
 *                          p50 p99 p99.9     p50 p99 p99.9     p50 p99 p99.9     p50 p99 p99.9
 *     cv 2 %, this          95  96  95        95  95  96        94  95  95        95  94  95
 *       bootstrap           76  76  71        91  92  89        95  96  96        96  96  96
 *       jackknife           94  95  91        94  94  90        94  94  90        95  94  91
 *     cv 10 %, this         96  95  94        94  94  94        96  95  94        96  94  93
 *       bootstrap           73  73  66        90  88  86        95  93  92        96  95  94
 *       jackknife           95  94  91        94  93  89        95  94  91        95  94  92
 *     cv 2 %, stalls 30 %   95  73  65        94  80  83        95  95  91        95  94  92
 *     cv 10 %, stalls 80 %  95  62  96        95  63  97        94  89  96        95  93  96
 *
 * Low where it must be: of three trials, 34 % have had no stall at all when 30 % of trials have one; and with
 * stalls in 80 %, p99 lies at the edge between ordinary samples and stalls, where there are next to none.
 */
import assert from "node:assert/strict";
import { type Random, seededRandom } from "../../common/random.ts";
import { LatencyHistogram } from "./latency_histogram.ts";
import { cellPercentiles } from "./merge.ts";

const SIGMA = 0.5;
const SPREAD = 0.1;
const SAMPLES = 4000;
/** Quantiles of the standard normal distribution. */
const TRUTHS = [["p50", 0], ["p99", 2.3263478740408408], ["p99.9", 3.090232306167813]] as const;

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

function trial(random: Random): LatencyHistogram {
  const effect = SPREAD * normal(random);
  const valuesSeconds = Array.from(
    { length: SAMPLES },
    () => 0.001 * Math.exp(effect + SIGMA * normal(random)),
  );
  return LatencyHistogram.of({
    valuesSeconds,
    counts: valuesSeconds.map(() => 1),
  }) as LatencyHistogram;
}

for (const [n, cells] of [[3, 400], [10, 200]] as const) {
  Deno.test(`of ${cells} cells of ${n} trials, some 95 % have the truth in their interval`, () => {
    const random = seededRandom(`coverage of ${n} trials`);
    const held = new Map<string, number>();
    for (let cell = 0; cell < cells; cell++) {
      const trials = Array.from({ length: n }, (_, index) => ({
        trial: `${index}`,
        histogram: trial(random),
      }));
      const found = cellPercentiles(trials, TRUTHS.map(([statistic]) => statistic));
      for (const [statistic, quantile] of TRUTHS) {
        // Log-normal samples of log-normal trials are log-normal.
        const truth = 0.001 * Math.exp(Math.hypot(SIGMA, SPREAD) * quantile);
        const { low = null, high = null } = found.get(statistic) ?? {};
        assert.ok(low !== null && high !== null, statistic);
        if (low <= truth && truth <= high) held.set(statistic, (held.get(statistic) ?? 0) + 1);
      }
    }
    for (const [statistic, count] of held) {
      // Four standard errors of 95 % of so many cells.
      const tolerance = 4 * Math.sqrt(0.95 * 0.05 / cells);
      const share = count / cells;
      assert.ok(Math.abs(share - 0.95) < tolerance, `${statistic} of ${n}: ${100 * share} %`);
    }
    assert.equal(held.size, TRUTHS.length);
  });
}
