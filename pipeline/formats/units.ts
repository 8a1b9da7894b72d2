/** Units as load tools print them, and what they are in SI base units. */

/** Seconds in one of a unit of time. */
export const SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  "µs": 1e-6, // U+00B5, as Go prints it
  "μs": 1e-6, // U+03BC
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** Decimal multiples: k and K both mean 1000 here. */
export const DECIMAL: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
};

/** Binary multiples, for tools whose K is 1024. */
export const BINARY: Readonly<Record<string, number>> = {
  "": 1,
  k: 1024,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
  P: 1024 ** 5,
};

/** Multiplies so that `1.5 ms` becomes 0.0015 and not 0.0015000000000000002. */
export function scale(value: number, factor: number): number {
  // Dividing by an exact power of ten rounds once; multiplying by 1e-3 rounds twice.
  return factor < 1 ? value / Math.round(1 / factor) : value * factor;
}

/** 10 to this power is the greatest that a number holds exactly. */
const MOST_EXACT_POWER = 22;

/**
 * `value` x 10^`power`, rounded once from the decimal digits that `value` is written with: 0.143 ms is
 * 0.000143 s, where 0.143 / 1000 is 0.00014299999999999998.
 */
export function shiftDecimal(value: number, power: number): number {
  // Both are whole and exact, so that the division rounds once; it takes a tenth of the time.
  if (power < 0 && power >= -MOST_EXACT_POWER && Number.isSafeInteger(value)) {
    return value / 10 ** -power;
  }
  const [digits, exponent = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(exponent) + power}`);
}

/**
 * The product of a printed decimal and a factor, rounded once: `1.63` x 60 is 97.8 and `1.26` x 1e-3 is
 * 0.00126, as if the product itself had been printed. A factor below 1 must be a power of ten.
 */
export function scaleDecimal(decimal: string, factor: number): number {
  const point = decimal.indexOf(".");
  const decimals = point < 0 ? 0 : decimal.length - point - 1;
  const digits = Number(point < 0 ? decimal : decimal.slice(0, point) + decimal.slice(point + 1));
  return factor < 1
    ? digits / (10 ** decimals * Math.round(1 / factor))
    : digits * factor / 10 ** decimals;
}

/** Seconds of one decimal with one unit, `638.00us` or `1.26m`; undefined where the text is no such time. */
export function parseUnitSeconds(text: string): number | undefined {
  const match = /^(\d{1,15}(?:\.\d{1,9})?)(ns|us|µs|μs|ms|s|m|h)$/.exec(text);
  if (match === null) return undefined;
  return scaleDecimal(match[1] as string, SECONDS[match[2] as string] as number);
}

/** Bytes of `354.83MB` or `0.00B` where K is 1024; undefined where the text is no amount of bytes. */
export function parseBinaryBytes(text: string): number | undefined {
  const match = /^(\d{1,15}(?:\.\d{1,9})?)([KMGTP]?)B$/.exec(text);
  if (match === null) return undefined;
  return scaleDecimal(match[1] as string, BINARY[match[2] as string] as number);
}
