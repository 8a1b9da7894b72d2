/**
 * What the name of a Google Benchmark tells of the workload: `BM_AsioTcpEcho_64B/1000 (sync)` is the
 * family `BM_AsioTcpEcho_64B`, the argument 1000 and the payload 64 B. The library appends arguments as
 * `/N` segments and its own settings behind them.
 */

/** Segments that the library appends and that are no arguments. */
const SETTINGS = new Set(["threads", "iterations", "repeats", "min_time", "min_warmup_time"]);

export interface BenchmarkArgument {
  value: number;
  /** The name with this argument left open: what siblings that differ in it alone share. */
  family: string;
}

export interface BenchmarkName {
  full: string;
  arguments: BenchmarkArgument[];
  /** Bytes of one message, by a part such as `_64KB`; undefined where there is none. */
  payloadBytes: number | undefined;
  /** The full name with that part left open. */
  withoutPayload: string;
  /** Words of the name in lower case, without the ones that say how it is measured. */
  words: readonly string[];
  /** Those words joined: two benchmarks of one workload share it. */
  stem: string;
}

const ARGUMENT = /^(?:([^:]*):)?(\d{1,15})(\s.*)?$/;
/** `64B` and `1KB`, not the `64` of `Vec64` nor the `2B` of `x2B7`. */
const PAYLOAD = /(^|[_/:-])(\d{1,9})(B|KB|KiB|MB|MiB)(?=$|[_/ :-])/;
const PAYLOAD_UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1024,
  KiB: 1024,
  MB: 1024 ** 2,
  MiB: 1024 ** 2,
};

/** How something is measured, as against what: a fixture's `ThroughputTest` and an `Echo` row may be twins. */
const METHOD_WORDS = new Set([
  ..."bm benchmark bench perf test fixture throughput latency echo roundtrip round trip".split(" "),
  ..."real_time manual_time process_time".split(" "),
]);

/** Words by segment: a report names each family once for every argument. */
export type KnownWords = Map<string, readonly string[]>;

export function parseBenchmarkName(full: string, known: KnownWords = new Map()): BenchmarkName {
  const segments = full.split("/");
  const found: BenchmarkArgument[] = [];
  const words: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const match = index === 0 ? null : ARGUMENT.exec(segment);
    if (match === null) {
      let own = known.get(segment);
      if (own === undefined) {
        own = wordsOf(segment);
        known.set(segment, own);
      }
      words.push(...own);
    } else if (!SETTINGS.has(match[1] ?? "")) {
      const open = [...segments];
      open[index] = `${match[1] === undefined ? "" : `${match[1]}:`}*${match[3] ?? ""}`;
      found.push({ value: Number(match[2]), family: open.join("/") });
    }
  }
  const payload = PAYLOAD.exec(full);
  const stem = words.filter((word) => !METHOD_WORDS.has(word));
  return {
    full,
    arguments: found,
    payloadBytes: payload === null
      ? undefined
      : Number(payload[2]) * (PAYLOAD_UNITS[payload[3] as string] as number),
    withoutPayload: full.replace(PAYLOAD, "$1*"),
    words,
    stem: stem.join(" "),
  };
}

/** `asyncio tcp echo` of `BM_AsyncioTcpEcho_64B (sync)`: sizes and remarks in brackets are left out. */
function wordsOf(segment: string): string[] {
  if (METHOD_WORDS.has(segment)) return [];
  const name = segment.replace(/\s.*$/, "").replace(PAYLOAD, "$1");
  return name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .filter((word) => word !== "").map((word) => word.toLowerCase());
}
