/** Which implementation does most within so much memory, each at its peak. */
import { leadOf } from "./lead.ts";
import type { Standing, Standings } from "./standings.ts";
import { centreOf, type Value } from "./values.ts";

/** In bytes. */
const BUDGETS = [16, 32, 64, 128, 256].map((mebibytes) => mebibytes * 1024 ** 2);

/** The best within a budget, or within several that say the same. */
export interface MemoryBudget {
  /** Bytes, of the smallest and of the largest budget. */
  least: number;
  most: number;
  /** The best median of those whose memory fits; undefined where none fits. */
  first: Standing | undefined;
  /** What else fits and was compared with it, but is not shown to be behind. */
  tied: Standing[];
}

/** The memory that an implementation holds at its peak, the most of it where that is known; undefined where none is. */
export function memoryOf({ point }: Standing): Value | undefined {
  const value = point.value("memory_rss", "max") ?? point.value("memory_rss", "mean");
  return value === undefined || value.summary.status === "withheld" ||
      !(centreOf(value.summary) > 0)
    ? undefined
    : value;
}

/** The smallest budget first. */
export function memoryBudgetsOf(board: Standings): MemoryBudget[] {
  const found: MemoryBudget[] = [];
  for (const budget of BUDGETS) {
    const best = bestWithin(board, budget);
    const last = found.at(-1);
    if (last !== undefined && namesOf(last) === namesOf(best)) last.most = budget;
    else found.push({ least: budget, most: budget, ...best });
  }
  return found;
}

type Best = Pick<MemoryBudget, "first" | "tied">;

function namesOf({ first, tied }: Best): string {
  return JSON.stringify([first, ...tied].map((each) => each?.series.name));
}

function bestWithin(board: Standings, budget: number): Best {
  const { standings, comparisons, noise, ranked: { better } } = board;
  const [first, ...others] = standings.filter((each) => {
    const memory = memoryOf(each);
    return memory !== undefined && centreOf(memory.summary) <= budget;
  });
  const tied = first === undefined ? [] : others.filter((each) => {
    const { verdict } = leadOf(first, each, { comparisons, noise, better });
    return verdict !== "apart" && verdict !== "unknown";
  });
  return { first, tied };
}
