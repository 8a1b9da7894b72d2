/**
 * What stands behind the dots of a line of k6's text summary, as `humanizeValue` and its neighbours in k6's
 * `summary.js` print it: durations in the unit that fits (`1.54s`, `1m45s`, `694µs`), bytes in powers of
 * 1000, shares in percent cut to two decimals.
 */
import { type K6Contains, type K6Key, type K6Type, trendKey } from "./k6_names.ts";
import { DECIMAL } from "../units.ts";

export interface LineValues {
  type: K6Type;
  contains: K6Contains;
  /** Times in seconds, bytes in bytes. */
  values: Map<K6Key, number>;
  /** Keys whose value is only certain when the line goes on behind it: `5` may be cut off `500`. */
  open: K6Key[];
  /** False where the line stops short, or something in it is not what k6 prints. */
  isWhole: boolean;
}

interface Scalar {
  value: number;
  contains: K6Contains;
}

const PLAIN = String.raw`-?\d+(?:\.\d+)?(?:e[+-]?\d+)?`;
/** A number, a time, or an amount of bytes with its blank. */
const SCALAR = String.raw`(?:${PLAIN} [kMGTPEZY]?B\b|-?\d[^\s=/%]*)`;
const COUNTER = new RegExp(String.raw`^(${SCALAR})\s+(${SCALAR})/s$`);
const GAUGE = new RegExp(String.raw`^(${SCALAR})\s+min=(${SCALAR})\s+max=(${SCALAR})$`);
/** `50.00% 1 out of 2` since late 0.x, `50.00% ✓ 1 ✗ 1` before; the marks may be in any code page. */
const SHARE_OF = /^(\d+(?:\.\d+)?)%\s+(\d+) out of (\d+)$/;
const SHARE_MARKS = /^(\d+(?:\.\d+)?)%\s+[^\s\d]+\s+(\d+)\s+[^\s\d]+\s+(\d+)$/;
const PAIR = new RegExp(String.raw`^([a-z]+|p\([\d.]+\)|p\d+)=(${SCALAR})(?=\s|$)\s*`);

/** Reads what stands behind the dots; undefined where it is nothing of k6's. */
export function readLineValues(text: string): LineValues | undefined {
  // Before 0.18 columns had commas between them and rates parentheses around them.
  const trimmed = text.trim().replaceAll(", ", " ").replace(/\s\(([^()]*\/s)\)$/, " $1");
  return readTrend(trimmed) ?? readRate(trimmed) ?? readGauge(trimmed) ?? readCounter(trimmed) ??
    readStump(trimmed);
}

function readCounter(text: string): LineValues | undefined {
  const match = COUNTER.exec(text);
  const total = readScalar(match?.[1]);
  const rate = readScalar(match?.[2]);
  if (total === undefined || rate === undefined) return undefined;
  const values = new Map([["total", total.value], ["rate", rate.value]]);
  return { type: "counter", contains: total.contains, values, open: [], isWhole: true };
}

function readGauge(text: string): LineValues | undefined {
  const match = GAUGE.exec(text);
  const [last, min, max] = [1, 2, 3].map((group) => readScalar(match?.[group]));
  if (last === undefined || min === undefined || max === undefined) return undefined;
  const values = new Map([["last", last.value], ["min", min.value], ["max", max.value]]);
  const open = max.contains === "default" ? ["max"] : [];
  return { type: "gauge", contains: max.contains, values, open, isWhole: true };
}

function readRate(text: string): LineValues | undefined {
  const share = SHARE_OF.exec(text);
  const match = share ?? SHARE_MARKS.exec(text);
  if (match === null) return undefined;
  const stated = Number(`${match[1]}e-2`);
  const trues = Number(match[2]);
  const total = share === null ? trues + Number(match[3]) : Number(match[3]);
  const exact = total > 0 ? trues / total : stated;
  const values = new Map([["rate", exact], ["trues", trues], ["falses", total - trues]]);
  const rate: LineValues = {
    type: "rate",
    contains: "default",
    values,
    open: ["falses"],
    isWhole: true,
  };
  // k6 cuts to two decimals. Counts that do not give the share were cut themselves.
  if (total >= trues && exact - stated > -1e-9 && exact - stated < 1.01e-4) return rate;
  return { ...rate, values: new Map([["rate", stated]]), open: [], isWhole: false };
}

function readTrend(text: string): LineValues | undefined {
  const values = new Map<K6Key, number>();
  let contains: K6Contains = "default";
  let rest = text;
  let key: K6Key | undefined;
  let isOpen = false;
  for (let pair = PAIR.exec(rest); pair !== null; pair = PAIR.exec(rest)) {
    const scalar = readScalar(pair[2]);
    key = trendKey(pair[1] as string);
    if (scalar === undefined || key === undefined) break;
    values.set(key, scalar.value);
    if (scalar.contains !== "default") contains = scalar.contains;
    // A count has no unit even among times.
    isOpen = scalar.contains === "default" && key !== "count";
    rest = rest.slice(pair[0].length);
  }
  if (key === undefined) return undefined;
  const open = isOpen && rest === "" ? [key] : [];
  return { type: "trend", contains, values, open, isWhole: rest === "" };
}

/** The beginning of a line that was cut: all but the last word of it is certain. */
function readStump(text: string): LineValues | undefined {
  const stump = (type: K6Type, contains: K6Contains, entries: [K6Key, number][]): LineValues => ({
    type,
    contains,
    values: new Map(entries),
    open: [],
    isWhole: false,
  });
  const share = /^(\d+(?:\.\d+)?)%/.exec(text);
  if (share !== null) return stump("rate", "default", [["rate", Number(`${share[1]}e-2`)]]);
  const first = new RegExp(String.raw`^(${SCALAR})(\s+min=)?`).exec(text);
  const scalar = readScalar(first?.[1]);
  if (first === null || scalar === undefined) return undefined;
  const isGauge = first[2] !== undefined;
  const type = isGauge ? "gauge" : "counter";
  const isCertain = first[0].length < text.length || isGauge;
  return stump(
    type,
    scalar.contains,
    isCertain ? [[isGauge ? "last" : "total", scalar.value]] : [],
  );
}

const BYTES = /^(-?\d+(?:\.\d+)?) ([kMGTPEZY]?)B$/;
const MULTIPLES: Readonly<Record<string, number>> = { ...DECIMAL, E: 1e18, Z: 1e21, Y: 1e24 };

function readScalar(text: string | undefined): Scalar | undefined {
  if (text === undefined) return undefined;
  if (new RegExp(`^${PLAIN}$`).test(text)) return { value: Number(text), contains: "default" };
  const bytes = BYTES.exec(text);
  if (bytes !== null) {
    return {
      value: Number(bytes[1]) * (MULTIPLES[bytes[2] as string] as number),
      contains: "data",
    };
  }
  const seconds = readDuration(text);
  return seconds === undefined ? undefined : { value: seconds, contains: "time" };
}

const CLOCK = /^(?:(\d+)h)?(?:(\d+)m)?(\d+(?:\.\d+)?)s$/;
/** `µs` in any code page: two bytes that became some letters other than ASCII, or question marks. */
// deno-lint-ignore no-control-regex
const FRACTION = /^(\d+(?:\.\d+)?)(ns|us|ms|[^\u0000-\u007f]{1,4}s|\?{1,2}s)$/;

const EXPONENTS: Readonly<Record<string, number>> = { ns: -9, us: -6, ms: -3 };

/** Seconds of `1.54s`, `1m45s`, `2h0m3s`, `694µs`; undefined where it is no duration, or a cut one. */
export function readDuration(text: string): number | undefined {
  const clock = CLOCK.exec(text);
  if (clock !== null) {
    return Number(clock[1] ?? 0) * 3600 + Number(clock[2] ?? 0) * 60 + Number(clock[3]);
  }
  const fraction = FRACTION.exec(text);
  if (fraction === null) return undefined;
  // Moving the decimal point leaves the digits as they are printed; a division would add noise.
  return Number(`${fraction[1]}e${EXPONENTS[fraction[2] as string] ?? -6}`);
}
