/** How the programs of this scenario are called, and what tells that one of them measured nothing. */
import type { HarnessCall, HarnessRequest } from "../../scenario.ts";

const JSON_FILE = "benchmark.json";

/** Benchmarks of a program, and of those the ones of a short run. */
const ALL_BENCHMARKS = 74;
const SHORT_BENCHMARKS = 20;
const SHORT_FILTER = "Echo_(64B|64KB)/100|Ladder_64B/connections:(1|8|64)/real_time|Latency_64B";

/** In less than this not every benchmark can be measured for long enough to say anything. */
const LEAST_SECONDS_OF_ALL = 8;

/**
 * What a benchmark takes as a multiple of the least time it is measured for: the library feels its way to the number of
 * iterations, and half of the benchmarks count seconds of CPU time, of which a thread that waits uses a part.
 */
const SECONDS_PER_LEAST = 2.3;

/** One repetition a program: the bench repeats the program, in random blocks with the others. */
export function harness({ seconds, brief }: HarnessRequest): HarnessCall {
  const all = brief || seconds >= LEAST_SECONDS_OF_ALL;
  const least = seconds / (all ? ALL_BENCHMARKS : SHORT_BENCHMARKS) / SECONDS_PER_LEAST;
  return {
    arguments: [
      `--benchmark_filter=${all ? "." : SHORT_FILTER}`,
      `--benchmark_min_time=${brief ? 0.001 : Number(least.toPrecision(2))}`,
      "--benchmark_repetitions=1",
      "--benchmark_enable_random_interleaving=true",
      "--benchmark_format=json",
      "--histograms={WALLCLOCK_HISTOGRAMS}",
    ],
    // Not the table as well: it would say the same once more, with fewer digits.
    stdout: JSON_FILE,
    writes: { WALLCLOCK_HISTOGRAMS: "round_trips.hlog" },
    mostSeconds: 3 * seconds + 30,
    faultOf,
  };
}

interface Row {
  name: string;
  error_occurred?: boolean;
  error_message?: string;
}

/** Why this output of Google Benchmark is no measurement; undefined where it is one. */
export function faultOf(text: string): string | undefined {
  if (text.trim() === "") return `the program wrote no ${JSON_FILE}`;
  let rows: readonly Row[];
  try {
    rows = (JSON.parse(text) as { benchmarks: readonly Row[] }).benchmarks;
  } catch {
    return `${JSON_FILE} is not whole`;
  }
  if (rows.length === 0) return "no benchmark ran";
  const broken = rows.find((row) => row.error_occurred === true);
  return broken && `${broken.name}: ${broken.error_message ?? "it ended with an error"}`;
}
