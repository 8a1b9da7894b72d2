/** The normal distribution and Student's t, their tails and quantiles. */
import { logBeta } from "./gamma.ts";

/** Enough for 1e9 degrees of freedom; a hundred takes thirty. */
const MOST_TERMS = 100_000;
const TINY = 1e-300;

/**
 * The continued fraction b0 + a1/(b1 + a2/(b2 + ...)), by Lentz's method (Press et al., "Numerical Recipes",
 * section 5.2).
 */
function continuedFraction(
  start: number,
  term: (index: number) => readonly [a: number, b: number],
): number {
  let value = start === 0 ? TINY : start;
  let c = value;
  let d = 0;
  for (let index = 1; index < MOST_TERMS; index++) {
    const [a, b] = term(index);
    d = b + a * d;
    if (d === 0) d = TINY;
    c = b + a / c;
    if (c === 0) c = TINY;
    d = 1 / d;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return value;
}

/**
 * The regularized incomplete beta function I_x(a, b), of a, b > 0, given both x and 1 - x so that neither
 * loses its digits (DLMF 8.17.22).
 */
export function incompleteBeta(x: number, rest: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  // The fraction converges fast on one side of the mean only.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(rest, x, b, a);
  // The logarithm of what is near 1 comes from its distance to 1.
  const logX = x > 0.5 ? Math.log1p(-rest) : Math.log(x);
  const logRest = rest > 0.5 ? Math.log1p(-x) : Math.log(rest);
  const front = Math.exp(a * logX + b * logRest - logBeta(a, b)) / a;
  const fraction = continuedFraction(1, (index) => {
    const m = index >> 1;
    const even = index % 2 === 0;
    const numerator = even
      ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    return [numerator, 1];
  });
  return front / fraction;
}

/** The chance that a standard normal value is further from 0 than z on either side. */
export function normalTwoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  if (x === Infinity) return 0;
  const square = x * x;
  if (x < 1.5) {
    // erf(x) = 2 / sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (2n+1)!! (Abramowitz & Stegun 7.1.6).
    let term = x;
    let sum = x;
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= 2 * square / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 / Math.sqrt(Math.PI) * Math.exp(-square) * sum;
  }
  // erfc(x) = exp(-x^2) / sqrt(pi) / (x + 1/2/(x + 1/(x + 3/2/(x + ...)))) (Abramowitz & Stegun 7.1.14).
  const fraction = continuedFraction(x, (index) => [index / 2, x]);
  return Math.exp(-square) / (Math.sqrt(Math.PI) * fraction);
}

/** The z that a standard normal value exceeds, on either side, with chance p of (0, 1]. */
export function normalQuantile(p: number): number {
  if (p >= 1) return 0;
  // Hastings' start (Abramowitz & Stegun 26.2.23) is right to 0.00045; Halley's method triples the digits.
  const r = Math.sqrt(-2 * Math.log(p / 2));
  let z = r - (2.515517 + r * (0.802853 + r * 0.010328)) /
      (1 + r * (1.432788 + r * (0.189269 + r * 0.001308)));
  for (let round = 0; round < 3; round++) {
    const density = 2 * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    const step = (normalTwoSided(z) - p) / density;
    z += step / (1 + step * z / 2);
  }
  return Math.max(0, z);
}

/**
 * The chance that Student's t with so many degrees of freedom (a fraction or Infinity too) is further from 0
 * than t on either side: the p of a two-sided test.
 */
export function studentTwoSided(t: number, df: number): number {
  if (df === Infinity) return normalTwoSided(t);
  const square = t * t;
  if (square === Infinity) return 0;
  return incompleteBeta(df / (df + square), square / (df + square), df / 2, 0.5);
}

/** The t that Student's t exceeds, on either side, with chance p of (0, 1]; 0.05 gives a 95 % interval. */
export function studentQuantile(p: number, df: number): number {
  if (df === Infinity) return normalQuantile(p);
  if (p >= 1) return 0;
  const logConstant = Math.LN2 - logBeta(df / 2, 0.5) - Math.log(df) / 2;
  let low = 0;
  let high = Infinity;
  let t = normalQuantile(p);
  for (let round = 0; round < 200; round++) {
    const tail = studentTwoSided(t, df);
    if (tail > p) low = t;
    else high = t;
    // Newton's method on logarithms, where the tail is nearly straight; halving where it leaves the bracket.
    const density = Math.exp(logConstant - (df + 1) / 2 * Math.log1p(t * t / df));
    const next = t === 0 ? 1 : t * Math.exp(Math.log(tail / p) * tail / (density * t));
    const inside = next > low && next < high;
    const halfway = high === Infinity ? 2 * Math.max(low, 1) : (low + high) / 2;
    const moved = inside ? next : halfway;
    if (Math.abs(moved - t) <= 1e-14 * t) return moved;
    t = moved;
  }
  return t;
}
