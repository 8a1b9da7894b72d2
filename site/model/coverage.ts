/** What was measured of whom in a scenario whose programs time themselves. */
import type { Manifest, Summary, Tables } from "../../pipeline/report.ts";

/** How many benchmarks of an implementation in a part of the workload have which figure. */
export interface Coverage {
  /** A rate by the wall clock; or a time by it, where none has a rate. */
  wall: number;
  /** By CPU time alone. */
  cpu: number;
  /** Nothing but withheld figures. */
  withheld: number;
}

export interface CoverageTable {
  /** Parts of the workload, by name. */
  parts: string[];
  /** In the order of the report; each part in which it has a benchmark. */
  rows: { name: string; title: string; of: ReadonlyMap<string, Coverage> }[];
}

const RATES: readonly string[] = ["items_rate", "bytes_rate"];
const CLOCK = /\/real_time$/;

/** Counts each benchmark once, though it were timed by two clocks; undefined where no benchmark has a part. */
export function coverageOf(
  { tables, manifest }: {
    tables: Pick<Tables, "summary">;
    manifest: Pick<Manifest, "implementations">;
  },
  scenario: string,
): CoverageTable | undefined {
  const benchmarks = new Map<string, Summary[]>();
  for (const summary of tables.summary) {
    const { implementation, metric } = summary;
    const at = summary.case.indexOf("/");
    if (summary.scenario !== scenario || summary.statistic !== "mean" || at < 0) continue;
    if (!RATES.includes(metric) && metric !== "iteration_time") continue;
    const key = JSON.stringify([
      implementation,
      summary.case.slice(0, at),
      summary.case.slice(at + 1).replace(CLOCK, ""),
    ]);
    const own = benchmarks.get(key);
    if (own === undefined) benchmarks.set(key, [summary]);
    else own.push(summary);
  }
  const found = new Map<string, Map<string, Coverage>>();
  for (const [key, summaries] of benchmarks) {
    const [implementation, part] = JSON.parse(key) as [string, string];
    const own = found.getOrInsertComputed(implementation, () => new Map<string, Coverage>());
    const coverage = own.getOrInsertComputed(part, () => ({ wall: 0, cpu: 0, withheld: 0 }));
    coverage[kindOf(summaries)]++;
  }
  if (found.size === 0) return undefined;
  const titles = new Map(
    manifest.implementations.filter((each) => each.scenario === scenario)
      .map(({ name, title }) => [name, title || name]),
  );
  const names = [...new Set([...titles.keys(), ...found.keys()])];
  const none: ReadonlyMap<string, Coverage> = new Map();
  return {
    parts: [...new Set([...found.values()].flatMap((own) => [...own.keys()]))].sort(),
    rows: names.map((name) => ({
      name,
      title: titles.get(name) ?? name,
      of: found.get(name) ?? none,
    })),
  };
}

function kindOf(all: readonly Summary[]): keyof Coverage {
  const rates = all.filter(({ metric }) => RATES.includes(metric));
  const shown = (rates.length > 0 ? rates : all).filter(({ status }) => status !== "withheld");
  if (shown.length === 0) return "withheld";
  return shown.every(({ clock }) => clock === "cpu") ? "cpu" : "wall";
}
