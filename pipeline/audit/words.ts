/** Numbers for people: three digits are enough to see why a rule spoke. */

/** `397,669`. */
export function formatInteger(count: number): string {
  return Math.round(count).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `397,669`, `31.4`, `0.0791`. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15) return value.toExponential(2);
  return size >= 99.95 ? formatInteger(value) : String(Number(value.toPrecision(3)));
}

/** `397,669/s`. */
export function formatRate(perSecond: number): string {
  return `${formatNumber(perSecond)}/s`;
}

const TIMES: readonly [seconds: number, unit: string][] = [[1, "s"], [1e-3, "ms"], [1e-6, "µs"]];

/** `0.079 s` reads worse than `79 ms`. */
export function formatTime(seconds: number): string {
  // 0.9999 s is 1 s in three digits, not 1,000 ms.
  const shown = Math.abs(Number(seconds.toPrecision(3)));
  const [size, unit] = TIMES.find(([least]) => shown >= least) ?? [1e-9, "ns"];
  return `${formatNumber(seconds / size)} ${unit}`;
}

const SIZES: readonly [bytes: number, unit: string][] = [
  [2 ** 40, "TiB"],
  [2 ** 30, "GiB"],
  [2 ** 20, "MiB"],
  [2 ** 10, "KiB"],
];

/** `108 GiB`. */
export function formatBytes(bytes: number): string {
  const [size, unit] = SIZES.find(([least]) => Math.abs(bytes) >= least) ?? [1, "B"];
  return `${formatNumber(bytes / size)} ${unit}`;
}

/** `2.3 %`. */
export function formatShare(share: number): string {
  return `${formatNumber(share * 100)} %`;
}

/** `1 trial`, `2 trials`. */
export function formatCount(count: number, noun: string): string {
  return `${formatInteger(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `a, b and c`; beyond `most` names `a, b and 7 more`. */
export function formatList(names: readonly string[], most = 6): string {
  if (names.length <= 1) return names[0] ?? "";
  const shown = names.length <= most ? names : names.slice(0, most - 1);
  const last = names.length <= most ? shown.at(-1) : `${names.length - shown.length} more`;
  const before = names.length <= most ? shown.slice(0, -1) : shown;
  return `${before.join(", ")} and ${last}`;
}
