/** Units as people type them behind a number. */

/** A unit that makes a number a measurement. */
export interface TypedUnit {
  /** As found, without the space before it. */
  text: string;
  /** SI base unit of the tables; empty where the word is only a multiple ("316 k"). */
  unit: string;
  /** What one of it is in that unit. */
  divisor: number;
}

type Entry = readonly [pattern: string, unit: string, divisor: number];

const SECOND = "(?:/s|/sec|ps| per second| a second)";
const RATES =
  "(?:req(?:uest)?s?|r|ops?|operations?|items?|msgs?|messages?|transactions?|t|iterations?|answers?|responses?)";

const MULTIPLES: readonly Entry[] = [
  ["[kK]", "", 1e3],
  ["thousand", "", 1e3],
  ["[mM]illions?|M", "", 1e6],
  ["[bB]illions?|G", "", 1e9],
];

const BYTES: readonly Entry[] = [
  ["[kK]B|[kK]ilobytes?", "B", 1e3],
  ["MB|[mM]egabytes?", "B", 1e6],
  ["GB|[gG]igabytes?", "B", 1e9],
  ["TB|[tT]erabytes?", "B", 1e12],
  ["KiB|[kK]ibibytes?|Ki", "B", 2 ** 10],
  ["MiB|[mM]ebibytes?|Mi", "B", 2 ** 20],
  ["GiB|[gG]ibibytes?|Gi", "B", 2 ** 30],
  ["B|[bB]ytes?", "B", 1],
];

const PLAIN: readonly Entry[] = [
  ["ns|nanoseconds?", "s", 1e-9],
  ["[µμu]s|microseconds?", "s", 1e-6],
  ["ms|msecs?|milliseconds?", "s", 1e-3],
  ["s|secs?|[sS]econds?", "s", 1],
  ["min|mins|minutes?", "s", 60],
  ["h|hours?", "s", 3600],
  ["%|percent|per cent", "1", 0.01],
  ["percentage points?|pp|points?", "1", 0.01],
  ["[xX]|×|[tT]imes|fold", "1", 1],
  ["(?:CPU )?cores?|vCPUs?", "cores", 1],
  ["[kMG]?bits?(?:/s| per second)?|[kMG]bps", "bit", 1],
  ["J|joules?", "J", 1],
  ["kJ", "J", 1e3],
  ["MJ", "J", 1e6],
  ["W|watts?", "W", 1],
  ["kW", "W", 1e3],
  ["[kM]?Wh", "Wh", 1],
  ["[kMG]?Hz|(?:mega|giga)hertz|hertz", "Hz", 1],
  ["°C|°F|degrees", "°C", 1],
];

/** Longest first: "MB/s" before "MB", "k req/s" before "k". */
const ENTRIES: readonly Entry[] = [
  ...BYTES.map(([pattern, , size]): Entry => [`(?:${pattern})${SECOND}`, "B/s", size]),
  ...MULTIPLES.map(([word, , size]): Entry => [`(?:${word})[ -]?${RATES}?${SECOND}`, "1/s", size]),
  [`${RATES}?${SECOND}`, "1/s", 1],
  ...PLAIN.filter(([, unit]) => unit === "1"),
  ...BYTES,
  ...PLAIN.filter(([, unit]) => unit !== "1"),
  ...MULTIPLES,
];

const UNITS = ENTRIES.map(([pattern, unit, divisor]) => ({
  pattern: new RegExp(`^[\\s-]{0,2}((?:${pattern})(?![\\p{L}\\p{N}_]))`, "u"),
  unit,
  divisor,
}));

/** The unit that a text begins with, after a space or a hyphen; undefined where there is none. */
export function unitAt(text: string): TypedUnit | undefined {
  const start = text.slice(0, 60);
  for (const { pattern, unit, divisor } of UNITS) {
    const match = pattern.exec(start);
    if (match !== null) return { text: match[1] as string, unit, divisor };
  }
  return undefined;
}
