/** Figures of a cited table in the unit that the text prints, and in SI base units. */
import { Failure } from "../../../common/failure.ts";
import { scaleDecimal, SECONDS } from "../units.ts";

const BYTES: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** By base unit: the units that may stand in its place, and how many of it they are. */
const UNITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  s: { ...SECONDS, min: 60 },
  B: BYTES,
  "1/s": { "1/s": 1, "req/s": 1 },
  "B/s": Object.fromEntries(Object.entries(BYTES).map(([unit, of]) => [`${unit}/s`, of])),
  "1": { "1": 1, "%": 0.01 },
  // 100 % is one core busy, as in top and pidstat.
  cores: { cores: 1, "%": 0.01 },
  J: { J: 1, kJ: 1e3 },
};

/**
 * The value in the metric's base unit, as if it had been printed there: `0.039` ms is 0.000039. A user
 * counter keeps the unit it is given. Throws a Failure that names `source`.
 */
export function readCitedNumber(
  decimal: string,
  unit: string,
  metric: string,
  baseUnit: string,
  source: string,
): { value: number; unit: string } {
  if (!/^-?\d+(\.\d+)?$/.test(decimal) || decimal.replace(/\D/g, "").length > 15) {
    const remedy = decimal === "" ? "leave the line out" : "write digits with a point, no commas";
    throw new Failure(`${source}: the value of ${metric} is "${decimal}"; ${remedy}`);
  }
  if (metric.startsWith("counter:")) return { value: Number(decimal), unit: unit || baseUnit };
  // A unit that the table lacks has no multiples; its metrics are read in it all the same.
  const units = ownValue(UNITS, baseUnit) ?? { [baseUnit]: 1 };
  const factor = ownValue(units, unit);
  if (factor === undefined) {
    const known = Object.keys(units).join(" ");
    throw new Failure(`${source}: "${unit}" is no unit of ${metric}; write one of ${known}`);
  }
  return { value: scaleDecimal(decimal, factor), unit: baseUnit };
}

function ownValue<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
