/** Who has the lowest tail of latency, and who cannot be told apart from it. */
import type { ComparisonRow } from "../../pipeline/report.ts";
import { type Lead, leadOf } from "./lead.ts";
import { type Standing, type Standings, standingsOf } from "./standings.ts";
import { type Tail, tailOf } from "./tail.ts";
import { centreOf } from "./values.ts";

/** The lowest at one load. */
export interface LowestLatency {
  tail: Tail;
  lowest: Standing;
  load: number | null;
  /** All others that have it at this load, each with how far it is behind. */
  others: readonly { standing: Standing; behind: Lead }[];
  /** The lowest at any load, where that is at another. */
  anywhere: Standing | undefined;
}

/**
 * The lowest p99 of those that stand on a board, or p95 where none has a p99, at their highest load: at low loads every
 * server is idle and the figure says little. `rows` are the comparisons of the scenario. Undefined where latency
 * is not known, or withheld.
 */
export function lowestLatency(
  board: Standings,
  rows: readonly ComparisonRow[],
): LowestLatency | undefined {
  const series = board.standings.map((standing) => standing.series);
  const tail = tailOf(series.flatMap(({ points }) => points));
  if (tail === undefined) return undefined;
  const ranked = { metric: "latency", statistic: tail, better: "lower", title: tail } as const;
  const at = (load: number | null) => {
    const own = series.map((each) => ({
      ...each,
      points: each.points.filter((point) => point.cell.load === load),
    }));
    const group = { ...board.group, loads: [load], series: own };
    return standingsOf(group, ranked, rows.filter((row) => row.load === load));
  };
  const found = board.group.loads.map((load) => ({ load, board: at(load) }))
    .filter((each) => each.board.standings.length > 0)
    .sort((a, b) => (a.load ?? -1) - (b.load ?? -1));
  const highest = found.at(-1);
  if (highest === undefined) return undefined;
  const { comparisons, noise, standings } = highest.board;
  const [lowest, ...others] = byCentre(standings) as [Standing, ...Standing[]];
  const [anywhere] = byCentre(found.flatMap((each) => each.board.standings));
  return {
    tail,
    lowest,
    load: highest.load,
    others: others.map((other) => ({
      standing: other,
      behind: leadOf(lowest, other, { comparisons, noise, better: ranked.better }),
    })),
    anywhere: anywhere === lowest ? undefined : anywhere,
  };
}

/** By the figure that is shown, which need not be the median of the trials. */
function byCentre(standings: readonly Standing[]): Standing[] {
  return [...standings].sort((a, b) => centreOf(a.value.summary) - centreOf(b.value.summary));
}
