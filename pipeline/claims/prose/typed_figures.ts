/** The figures of a report that a typed number may have been copied from. */
import type { Summary } from "../../tables/summary.ts";
import { describeCell, expressionFor } from "./quantity_words.ts";
import type { TypedUnit } from "./typed_units.ts";

/** A number as it was typed. */
export interface TypedDigits {
  value: number;
  /** Digits that say something: 3 of 12.1, 4 of 12.10, 4 of 316 500. */
  significant: number;
  /** Half a unit in the last of them. */
  half: number;
}

const FIELDS = ["median", "mean", "merged", "low", "high", "min", "max", "n"] as const;

const DECIMAL = [1, 1e3, 1e6, 1e9];
const BINARY = [2 ** 10, 2 ** 20, 2 ** 30];

/** What a value may have been divided by before it was typed. */
const SCALINGS: Readonly<Record<string, readonly number[]>> = {
  s: [1, 1e-3, 1e-6, 1e-9],
  B: [...DECIMAL, ...BINARY],
  "B/s": [...DECIMAL, ...BINARY],
  "1": [1, 0.01, 1e3, 1e6],
  cores: [1, 0.01],
};

/** Reads "316,500" or "12.10"; thousands are grouped by commas or by narrow spaces. */
export function readDigits(text: string): TypedDigits {
  const [mantissa = "", exponent = "0"] = text.replace(/[^\d.eE-]/g, "").toLowerCase().split("e");
  const [whole = "", fraction] = mantissa.replaceAll("-", "").split(".");
  const digits = (whole + (fraction ?? "")).replace(/^0+/, "");
  const told = fraction === undefined ? digits.replace(/0+$/, "") : digits;
  const places = fraction === undefined ? told.length - digits.length : fraction.length;
  return {
    value: Number(`${whole}.${fraction ?? "0"}e${exponent}`),
    significant: told.length,
    half: 0.5 * 10 ** (Number(exponent) - places),
  };
}

/**
 * The first figure of the tables that prints like these digits, in words: in this unit where one was typed,
 * else under any of the usual scalings. Undefined where there is none.
 */
export function figureLike(
  digits: TypedDigits,
  unit: TypedUnit | undefined,
  summaries: readonly Summary[],
): string | undefined {
  for (const summary of summaries) {
    for (const field of FIELDS) {
      const value = summary[field];
      if (value === null) continue;
      const own = field === "n" ? "1" : summary.unit;
      const match = scalingsOf(own, unit).some((divisor) =>
        Math.abs(Math.abs(value) / divisor - digits.value) <= digits.half * (1 + 1e-9)
      );
      if (match) {
        return `the ${field} of ${describeCell(summary)}, ${value} ${own}, ${
          expressionFor(summary)
        }`;
      }
    }
  }
  return undefined;
}

/**
 * Whether a number before these words names a load that was applied: "at 256 connections". Sessions do not
 * count: how many a server bears is what is measured.
 */
export function isLoad(value: number, after: string, summaries: readonly Summary[]): boolean {
  return summaries.some(({ load, load_unit }) => {
    if (load !== value || load_unit === "sessions") return false;
    const words = load_unit.replaceAll("-", " ").replace(/s$/, "");
    return after.replace(/^[\s-]+(?:concurrent )?/, "").startsWith(words);
  });
}

function scalingsOf(own: string, typed: TypedUnit | undefined): readonly number[] {
  const all = SCALINGS[own] ?? DECIMAL;
  if (typed === undefined) return all;
  if (typed.unit === "") return all.filter((divisor) => divisor === typed.divisor);
  // A share of a core is told in percent.
  if (typed.unit === own || (own === "cores" && typed.unit === "1")) return [typed.divisor];
  return [];
}
