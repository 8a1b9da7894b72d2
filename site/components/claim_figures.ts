/** The figures of a claim for people: value, bounds and threshold under one scale of their unit. */
import { type ClaimRow, type ClaimSource, METRICS } from "../../pipeline/report.ts";
import {
  formatIn,
  formatNumber,
  NO_BREAK,
  roundedBehind,
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

/**
 * The value has the digits that its bounds allow, a threshold those it was written with; a value that a text
 * states wrongly has one more than the text, or as many as tell the two apart. `bound` is the side of the value
 * on which the truth lies, where a figure of it is a lower bound.
 */
export function claimFigures(claim: ClaimRow, bound: ClaimSource["bound"] = ""): ClaimFigures {
  const { value, low, high, relation, threshold, verdict } = claim;
  const scale = scaleOf(claim);
  const label = scale.unit === "" ? "" : `${NO_BREAK}${scale.unit}`;
  const hasBounds = low !== null && high !== null && low < high;
  const spread = hasBounds ? high - low : null;
  const against = threshold === null ? "" : thresholdText(claim, scale, threshold);
  const isMisstated = relation === "states" && verdict === "refuted";
  // A figure stands as the tables have it; what was computed of figures stays true behind its sign.
  const inDigitsOf = (usual: string) =>
    claim.unit === "1" && value !== null
      ? formatNumber(
        roundedBehind(SIGNS[bound], value / scale.divisor, decimalsIn(usual)),
        decimalsIn(usual),
      )
      : usual;
  const text = value === null
    ? ""
    : isMisstated && threshold !== null
    ? toldApart(value / scale.divisor, threshold / scale.divisor, formatIn(scale, value, spread))
    : inDigitsOf(formatIn(scale, value, spread));
  return {
    value: text === "" ? "" : signOf(bound) + text + label,
    bounds: hasBounds ? boundsText(scale, low, high) : "",
    against: against === "" ? "" : behindRelation(relation, `${against}${label}`),
  };
}

/** Letters that a number has room for in a line behind "states". */
const SHORT = 8;

/** A sign never stands alone at the end of a line; a word does, where the number behind it is long. */
function behindRelation(relation: ClaimRow["relation"], number: string): string {
  const blank = relation === "states" && number.length > SHORT ? " " : NO_BREAK;
  return `${RELATIONS[relation]}${blank}${number}`;
}

const SIGNS = { "": "", "at least": "≥", "at most": "≤", "not known": "" } as const;

function signOf(bound: ClaimSource["bound"]): string {
  return SIGNS[bound] === "" ? "" : `${SIGNS[bound]}${NO_BREAK}`;
}

/** A threshold in per cent, as the text of the claim has it behind its relation. */
const PERCENT = /(?:states|[<>]=?|==)\s+[~+-]?[\d.]+\s*%/;

/** The claim's own relation: what stands in parentheses is counted or worked out, and is not what is claimed. */
function relationIn(expression: string): string {
  let outer = expression.replace(/"[^"]*"/g, "");
  for (let inner = ""; inner !== outer;) {
    inner = outer;
    outer = inner.replace(/\([^()]*\)/g, "");
  }
  return outer;
}

function scaleOf({ unit, value, threshold, expression }: ClaimRow): Scale {
  const values = [value, threshold].filter((each) => each !== null);
  if (unit === "1" && PERCENT.test(relationIn(expression))) return { divisor: 0.01, unit: "%" };
  const largest = Math.max(0, ...values.map(Math.abs));
  if (unit === "1" && largest > 0 && largest < SMALLEST_PLAIN) {
    return { divisor: 1e-6, unit: "millionths" };
  }
  const scale = scaleFor(unit, metricOf(unit, expression), values);
  // What is counted is not known of a peak; a text writes "48k/s".
  return { ...scale, unit: scale.unit.replace(/\s?1\/s$/, "/s") };
}

/** The metric that an expression of this unit is of, so that a rate says what it counts; "" where there are several. */
function metricOf(unit: string, expression: string): string {
  const names = [...expression.matchAll(/\b([a-z_]+)\(/g)].map(([, name = ""]) => name)
    .filter((name) => METRICS[name]?.unit === unit);
  return new Set(names).size === 1 ? names[0] ?? "" : "";
}

/** A value with as many decimals as show that it does not round to what is stated. */
function toldApart(value: number, stated: number, usual: string): string {
  if (Number.isInteger(value)) return usual;
  const decimals = decimalsIn(asWritten(stated));
  const reach = 10 ** -decimals / 2;
  const least = Math.max(decimals + 1, decimalsIn(usual));
  for (let more = least; more <= least + 4; more++) {
    const shown = Number(value.toFixed(more));
    if (Math.abs(shown - stated) > reach * (1 + 1e-9)) return formatNumber(value, more);
  }
  return usual;
}

/** Digits of a threshold that was worked out, or written in another unit. */
const COMPUTED_DIGITS = 3;

/**
 * A threshold as it was written; one that has no end in this unit, or was measured itself, with few digits, unless
 * these put the value on its other side.
 */
function thresholdText({ value }: ClaimRow, { divisor }: Scale, threshold: number): string {
  const exact = threshold / divisor;
  const written = asWritten(exact);
  const isWritten = Math.abs(Number(exact.toPrecision(6)) - exact) <= 1e-9 * Math.abs(exact);
  const rounded = Number(exact.toPrecision(COMPUTED_DIGITS));
  const sideOf = (limit: number) => value === null ? 0 : Math.sign(value / divisor - limit);
  if (isWritten || sideOf(rounded) !== sideOf(exact)) return written;
  return formatNumber(rounded, decimalsIn(String(rounded)));
}

/** Both bounds, with more digits than the value has where they would read the same. */
function boundsText(scale: Scale, low: number, high: number): string {
  const [from, to] = [low, high].map((bound) => formatIn(scale, bound, high - low));
  if (from !== to) return `${from}–${to}`;
  const decimals = decimalsIn(from ?? "");
  for (let more = decimals + 1; more <= decimals + 4; more++) {
    const [below, above] = [low, high].map((each) => formatNumber(each / scale.divisor, more));
    if (below !== above) return `${below}–${above}`;
  }
  return "";
}

function decimalsIn(text: string): number {
  return /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
}

/** A number with the digits that it has, six at most. */
function asWritten(value: number): string {
  const short = String(Number(value.toPrecision(6)));
  return formatNumber(Number(short), decimalsIn(short));
}
