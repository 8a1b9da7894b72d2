/** The gamma function's family: log-gamma, digamma, trigamma and its inverse. */

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** From here on the asymptotic series below are exact to the last digits. */
const ASYMPTOTIC = 12;

/**
 * What Stirling's formula leaves of ln gamma(x), for x of at least {@linkcode ASYMPTOTIC}
 * (Abramowitz & Stegun 6.1.41).
 */
function stirlingRest(x: number): number {
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188))))) / x;
}

/** ln gamma(x) of x > 0. */
export function logGamma(x: number): number {
  let product = 1;
  let at = x;
  for (; at < ASYMPTOTIC; at++) product *= at;
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + stirlingRest(at) - Math.log(product);
}

/**
 * ln gamma(a + b) - ln gamma(a), of a, b > 0. Where a is large the two are nearly the same large number, and
 * their plain difference would lose its digits.
 */
export function logGammaIncrease(a: number, b: number): number {
  if (a < ASYMPTOTIC) return logGamma(a + b) - logGamma(a);
  return (a - 0.5) * Math.log1p(b / a) + b * Math.log(a + b) - b +
    stirlingRest(a + b) - stirlingRest(a);
}

/** ln B(a, b) of a, b > 0. */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  return logGamma(small) - logGammaIncrease(large, small);
}

/** The derivative of ln gamma(x), of x > 0 (Abramowitz & Stegun 6.3.5, 6.3.18). */
export function digamma(x: number): number {
  let sum = 0;
  let at = x;
  for (; at < ASYMPTOTIC; at++) sum -= 1 / at;
  const s = 1 / (at * at);
  const series = s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132)))));
  return sum + Math.log(at) - 0.5 / at - series;
}

/** The second derivative of ln gamma(x), of x > 0 (Abramowitz & Stegun 6.4.6, 6.4.12). */
export function trigamma(x: number): number {
  let sum = 0;
  let at = x;
  for (; at < ASYMPTOTIC; at++) sum += 1 / (at * at);
  const s = 1 / (at * at);
  const series = 1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - s * (5 / 66))));
  return sum + 1 / at + 0.5 * s + s * series / at;
}

/** The third derivative of ln gamma(x), of x > 0 (Abramowitz & Stegun 6.4.13). */
function tetragamma(x: number): number {
  let sum = 0;
  let at = x;
  for (; at < ASYMPTOTIC; at++) sum -= 2 / (at * at * at);
  const s = 1 / (at * at);
  const series = 1 / 2 - s * (1 / 6 - s * (1 / 6 - s * (3 / 10)));
  return sum - s - s / at - s * s * series;
}

/**
 * The x > 0 with trigamma(x) = y, of y > 0, by Newton's method on 1 / trigamma, which is nearly straight
 * (Smyth 2004, "Linear models and empirical Bayes methods for assessing differential expression",
 * appendix).
 */
export function inverseTrigamma(y: number): number {
  let x = 0.5 + 1 / y;
  for (let round = 0; round < 50; round++) {
    const at = trigamma(x);
    const step = at * (1 - at / y) / tetragamma(x);
    x += step;
    if (Math.abs(step) <= 1e-15 * x) break;
  }
  return x;
}
