/** The figures of a claim for people: value, bounds and threshold under one scale of their unit. */
import type { ClaimRow } from "../../pipeline/report.ts";
import {
  formatIn,
  formatNumber,
  NO_BREAK,
  type Scale,
  scaleFor,
} from "../../common/number_format.ts";

/** Texts; empty where the claim has no such figure. */
export interface ClaimFigures {
  value: string;
  bounds: string;
  against: string;
}

const RELATIONS: Readonly<Record<ClaimRow["relation"], string>> = {
  ">=": "≥",
  ">": ">",
  "<=": "≤",
  "<": "<",
  "==": "=",
  "states": "states",
};

/** Ratios below this are given in millionths: 0.0000107 is not read at a glance. */
const SMALLEST_PLAIN = 0.001;

/** The value has the digits that its bounds allow, a threshold those it was written with. */
export function claimFigures(claim: ClaimRow): ClaimFigures {
  const { value, low, high, relation, threshold } = claim;
  const scale = scaleOf(claim);
  const label = scale.unit === "" ? "" : `${NO_BREAK}${scale.unit}`;
  const hasBounds = low !== null && high !== null && low < high;
  const spread = hasBounds ? high - low : null;
  return {
    value: value === null ? "" : formatIn(scale, value, spread) + label,
    bounds: hasBounds ? `${formatIn(scale, low, spread)}–${formatIn(scale, high, spread)}` : "",
    against: threshold === null
      ? ""
      : `${RELATIONS[relation]} ${asWritten(threshold / scale.divisor)}${label}`,
  };
}

function scaleOf({ unit, value, threshold }: ClaimRow): Scale {
  const values = [value, threshold].filter((each) => each !== null);
  const largest = Math.max(0, ...values.map(Math.abs));
  if (unit === "1" && largest > 0 && largest < SMALLEST_PLAIN) {
    return { divisor: 1e-6, unit: "millionths" };
  }
  return scaleFor(unit, "", values);
}

/** A number with the digits that it has, six at most. */
function asWritten(value: number): string {
  const short = String(Number(value.toPrecision(6)));
  return formatNumber(Number(short), /\.(\d+)$/.exec(short)?.[1]?.length ?? 0);
}
