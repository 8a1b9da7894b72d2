/** Prints what wrk prints (`src/wrk.c`, `src/units.c`), for tests that read it back. */

export interface WrkNumbers {
  threads: number;
  connections: number;
  meanMicroseconds: number;
  stdevMicroseconds: number;
  maxMicroseconds: number;
  /** Percent. */
  withinStdev: number;
  /** At 50, 75, 90 and 99 %. */
  percentiles: readonly number[] | undefined;
  requests: number;
  runtimeMicroseconds: number;
  bytes: number;
  /** connect, read, write, timeout */
  socketErrors: readonly [number, number, number, number];
  statusErrors: number;
}

/** `format_units`: the next unit from 0.85 of it on; the last of a list is never reached. */
function formatUnits(
  amount: number,
  scale: number,
  base: string,
  units: readonly string[],
  decimals: number,
): string {
  let unit = base;
  for (let i = 0; units[i + 1] !== undefined && amount >= scale * 0.85; i++) {
    amount /= scale;
    unit = units[i] as string;
  }
  return amount.toFixed(decimals) + unit;
}

export function formatMicroseconds(microseconds: number): string {
  return microseconds >= 1_000_000
    ? formatUnits(microseconds / 1_000_000, 60, "s", ["m", "h"], 2)
    : formatUnits(microseconds, 1000, "us", ["ms", "s"], 2);
}

export function formatBinary(bytes: number): string {
  return formatUnits(bytes, 1024, "", ["K", "M", "G", "T", "P"], 2);
}

/** `print_units`: right-aligned, with a blank for each letter that the unit lacks of two. */
export function padUnits(text: string, width: number): string {
  const letters = [text.at(-1), text.at(-2)].filter((each) => /[a-z]/i.test(each ?? "")).length;
  const pad = 2 - letters;
  return text.slice(0, width - pad).padStart(width - pad) + " ".repeat(pad);
}

/** The two rows under "Thread Stats". */
export function printStats(numbers: WrkNumbers): string {
  const { meanMicroseconds, stdevMicroseconds, maxMicroseconds, withinStdev } = numbers;
  return "  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency   " +
    padUnits(formatMicroseconds(meanMicroseconds), 8) +
    padUnits(formatMicroseconds(stdevMicroseconds), 10) +
    padUnits(formatMicroseconds(maxMicroseconds), 9) +
    `${withinStdev.toFixed(2).padStart(8)}%\n` +
    "    Req/Sec    20.56k     5.03k   31.82k    72.50%\n";
}

/** The header with its rounded duration. */
export function printHeader(numbers: WrkNumbers): string {
  const stated = formatUnits(Math.round(numbers.runtimeMicroseconds / 1e6), 60, "s", ["m", "h"], 0);
  return `Running ${stated} test @ http://127.0.0.1:8080/\n` +
    `  ${numbers.threads} threads and ${numbers.connections} connections\n`;
}

/** From "requests in" to "Transfer/sec". */
export function printTotals(numbers: WrkNumbers): string {
  const { requests, runtimeMicroseconds, bytes, socketErrors, statusErrors } = numbers;
  const [connect, read, write, timeout] = socketErrors;
  const seconds = runtimeMicroseconds / 1e6;
  return `  ${requests} requests in ${formatMicroseconds(runtimeMicroseconds)}, ` +
    `${formatBinary(bytes)}B read\n` +
    (connect || read || write || timeout
      ? `  Socket errors: connect ${connect}, read ${read}, write ${write}, timeout ${timeout}\n`
      : "") +
    (statusErrors ? `  Non-2xx or 3xx responses: ${statusErrors}\n` : "") +
    `Requests/sec: ${(requests / seconds).toFixed(2).padStart(9)}\n` +
    `Transfer/sec: ${formatBinary(bytes / seconds).padStart(10)}B\n`;
}

/** One run. */
export function printWrk(numbers: WrkNumbers): string {
  const rows = [50, 75, 90, 99].map((percent, index) =>
    `${String(percent).padStart(7)}%` +
    padUnits(formatMicroseconds(numbers.percentiles?.[index] ?? 0), 10)
  );
  return printHeader(numbers) + printStats(numbers) +
    (numbers.percentiles === undefined ? "" : `  Latency Distribution\n${rows.join("\n")}\n`) +
    printTotals(numbers);
}
