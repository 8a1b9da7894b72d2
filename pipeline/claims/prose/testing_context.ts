/** A report in miniature for tests: what its expressions are worth, and its claims. */
import { Failure } from "../../../common/failure.ts";
import type { ClaimRow, ClaimVerdict } from "../../tables/claims.ts";
import { exactly, type Quantity } from "../quantity.ts";
import type { ProseContext } from "./print_directive.ts";
import { renderProse } from "./render.ts";
import { findingRowOf, rounded, sampled, single, summaryOf } from "./testing.ts";

const RUCHY = summaryOf({ metric: "memory_rss", statistic: "max", unit: "B", median: 8_600_000 });
const WITHHELD = summaryOf({
  status: "withheld",
  findings: ["no-samples", "short-run"],
  median: 27_200_000,
});

const QUANTITIES: Readonly<Record<string, Quantity>> = {
  'throughput("ruchy")': { ...sampled(4497, 4480, 4515, "1/s"), operands: [summaryOf()] },
  'throughput("ruchy") / throughput("python")': sampled(12.13, 11.83, 12.43),
  'memory_rss("ruchy")': { ...rounded(8_600_000, 8_550_000, 8_650_000, "B"), operands: [RUCHY] },
  'memory_rss("ruchy") / memory_rss("python")': rounded(
    8.6 / 18.4,
    8.55 / 18.45,
    8.65 / 18.35,
  ),
  'rank("ruchy")': exactly(2),
  'capacities("x")': { ...exactly(3), low: null, high: null, bound: "not known" },
  'count("x")': exactly(12),
  'unknown("x")': { ...single(3), bound: "not known", operands: [WITHHELD] },
  'unit("x")': single(3, "<b>*x*</b>|[a](b)"),
  'withheld("x")': { ...single(27_200_000, "1/s"), operands: [WITHHELD] },
};

function claimRow(id: string, verdict: ClaimVerdict): ClaimRow {
  return {
    id,
    statement: "Ruchy serves ten times as many requests.",
    expression: 'throughput("ruchy") / throughput("python") >= 10',
    value: 12.13,
    low: 11.83,
    high: 12.43,
    relation: ">=",
    threshold: 10,
    verdict,
    reason: "interval above",
    unit: "1",
  };
}

export const CONTEXT: ProseContext = {
  file: "data/x/report.md",
  summaries: [summaryOf({ median: 4497, n: 10 }), RUCHY],
  findings: [findingRowOf({ rule: "no-samples", severity: "withhold" })],
  evaluate(expression) {
    const quantity = QUANTITIES[expression];
    if (quantity === undefined) {
      throw new Failure(`column 3: no function is called "${expression}"`);
    }
    return quantity;
  },
  claim(id) {
    if (id === "R01") return { row: claimRow("R01", "holds"), expected: "holds" };
    if (id === "R08") return { row: claimRow("R08", "refuted"), expected: "refuted" };
    if (id === "R13") return { row: claimRow("R13", "not established"), expected: "holds" };
    if (id === "R14") return { row: claimRow("R14", "refuted"), expected: "not established" };
    if (id === "a b)") return { row: claimRow("a b)", "holds"), expected: "holds" };
    return undefined;
  },
};

/** The problems of a text, without the name of its file. */
export function problems(source: string): string[] {
  try {
    renderProse(source, CONTEXT);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.message.split("\n").map((line) => {
      if (!line.startsWith(`${CONTEXT.file}:`)) throw new Error(`no place: ${line}`);
      return line.slice(CONTEXT.file.length + 1);
    });
  }
  return [];
}
