/** Shares, times and counts as a person reads them. */

/** "15.4 %", "0.31 %", "0.002 %": two or three digits that mean something. */
export function formatShare(share: number): string {
  return `${digits(share * 100)} %`;
}

/** "4.11 ms", "23 µs", "133 ns". */
export function formatTime(seconds: number): string {
  if (seconds >= 1) return `${digits(seconds)} s`;
  if (seconds >= 1e-3) return `${digits(seconds * 1e3)} ms`;
  if (seconds >= 1e-6) return `${digits(seconds * 1e6)} µs`;
  return `${Math.round(seconds * 1e9)} ns`;
}

/** "2,670", "0.5". */
export function formatNumber(value: number): string {
  return value >= 10 || Number.isInteger(value)
    ? Math.round(value).toLocaleString("en")
    : digits(value);
}

/** "core 0", "cores 0, 2". */
export function formatCores(cores: readonly number[]): string {
  return `core${cores.length === 1 ? "" : "s"} ${cores.join(", ")}`;
}

function digits(value: number): string {
  if (value === 0) return "0";
  if (value >= 100) return value.toFixed(0);
  return String(Number(value >= 10 ? value.toFixed(1) : value.toPrecision(2)));
}
