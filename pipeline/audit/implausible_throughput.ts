import type { Severity } from "../finding.ts";
import type { Row } from "../row.ts";
import { type Benchmark, benchmarksOf, type Rate } from "./benchmarks.ts";
import { minOf } from "./numbers.ts";
import { type Evidence, type Finding, findingOf, type Rule } from "./rule.ts";
import { groupBy, isLatency, keyOf } from "./trial_rows.ts";
import { formatBytes, formatCount, formatNumber, formatRate, formatTime } from "./words.ts";

const GIB = 2 ** 30;

/**
 * One connection. A byte that crosses loopback is copied into the kernel by one core and out of it by
 * another, and a core copies 10 to 30 GB/s from beyond its own caches (single-core STREAM Copy of server
 * processors); counted both ways that is 60 GB/s at most, so 64 GiB/s is beyond it.
 */
const CONNECTION_BYTES = 64 * GIB;

/**
 * All connections of one host. Twelve channels of DDR5-6400, the most that a socket has in 2025, move 614
 * GB/s; two copies are two reads and two writes of each byte.
 */
const HOST_BYTES = 614e9 / 4;

/** One core, first-level cache: two loads of 64 bytes a cycle (Golden Cove, Zen 5) at 6 GHz. */
const CORE_BYTES = 2 * 64 * 6e9;

/** Beyond the memory of any one device: HBM3e of an NVIDIA B200, 8 TB/s. */
const DEVICE_BYTES = 10e12;

/**
 * A round trip over a socket is at least one write and one read, and entering and leaving the kernel for
 * nothing (getpid) takes 50 ns or more on processors of today even with every mitigation switched off.
 */
const ROUND_TRIP_SECONDS = 100e-9;

/** Words of names that say bytes cross a socket; `http` is not among them, for parsers carry it too. */
const SOCKET_WORDS = new Set("tcp udp ws wss websocket socket loopback quic echo".split(" "));
const ROUND_TRIP_WORDS = new Set("echo roundtrip pingpong ping rtt".split(" "));
/** Words that say the bytes stay in memory all the same: the XOR of a WebSocket mask, a checksum. */
const MEMORY_WORDS = new Set(
  ("parse parser parsing header mask unmask encode encoder decode decoder serialize deserialize " +
    "checksum crc hash frame buffer pool queue alloc memcpy copy").split(" "),
);

interface Excess {
  benchmark: Benchmark;
  rate: Rate;
  /** How many times the limit. */
  times: number;
  text: string;
  limit: string;
  severity: Severity;
}

/**
 * Judged by the wall clock wherever that is known: a rate that was absurd and has been corrected is no
 * fault any more.
 */
export const implausibleThroughput: Rule = {
  name: "implausible-throughput",
  severity: "withhold",
  scope: "file",
  speaks:
    `${formatBytes(CONNECTION_BYTES)}/s a connection, ${
      formatNumber(HOST_BYTES / 1e9)
    } GB/s a host, ` +
    `${formatNumber(CORE_BYTES / 1e9)} GB/s a core, ${
      formatNumber(DEVICE_BYTES / 1e12)
    } TB/s memory, ${formatTime(ROUND_TRIP_SECONDS)} a trip`,
  why:
    "More bytes than memory can move, or a round trip faster than a system call, proves that the figure is of something else.",
  example:
    "asyncio's echo text: BM_AsyncioTcpEcho_64KB/1000 at 27.2 M echoes/s would be 2,725 GiB/s by the wall clock, and TrantorTcpFixture/ThroughputTest/65536 prints 108 GiB/s over one TCP connection.",
  check: (evidence) => [
    ...checkBenchmarks(evidence),
    ...checkTransfers(evidence.rows),
    ...checkLatencies(evidence.rows),
  ],
};

function checkBenchmarks(evidence: Evidence): Finding[] {
  const excesses = benchmarksOf(evidence).flatMap((benchmark) => [
    ...bytesBeyond(benchmark),
    ...itemsBeyond(benchmark),
  ]);
  return groupBy(excesses, ({ benchmark, limit }) => keyOf(benchmark.suite, limit)).map((group) => {
    const worst = group.reduce((a, b) => b.times > a.times ? b : a);
    const rows = group.flatMap(({ benchmark, rate }) =>
      benchmark.rows.filter((row) => row.metric === rate.rows[0]?.metric)
    );
    const count = group.length === 1 ? "" : ` (the worst of ${group.length} benchmarks)`;
    const message = `${worst.benchmark.name.full}: ${worst.text}, ${worst.limit}${count}`;
    return findingOf(implausibleThroughput, rows, message, worst.severity);
  });
}

function bytesBeyond(benchmark: Benchmark): Excess[] {
  const { bytesRate: rate, threads } = benchmark;
  if (rate === undefined) return [];
  const bytes = rate.wallPerSecond ?? rate.perSecond;
  const text = `${formatBytes(bytes)}/s${clockOf(rate)}`;
  const excess = (most: number, limit: string, severity: Severity): Excess[] =>
    bytes > most ? [{ benchmark, rate, times: bytes / most, text, limit, severity }] : [];
  if (usesSocket(benchmark)) {
    return excess(CONNECTION_BYTES * threads, CONNECTION_LIMIT, "withhold");
  }
  const core = CORE_BYTES * threads;
  const device = excess(
    Math.max(DEVICE_BYTES, core),
    `more than the memory of any device moves (${formatBytes(DEVICE_BYTES)}/s)`,
    "withhold",
  );
  if (device.length > 0) return device;
  // Cores that the library knows nothing of may do it, or a graphics card.
  return excess(
    core,
    `more than one core can load from its nearest cache (${formatBytes(CORE_BYTES)}/s)`,
    "warn",
  );
}

const CONNECTION_LIMIT = `more than one connection can carry (${formatBytes(CONNECTION_BYTES)}/s)`;

function itemsBeyond(benchmark: Benchmark): Excess[] {
  const { itemsRate: rate, name, threads } = benchmark;
  if (rate === undefined || !usesSocket(benchmark)) return [];
  const items = rate.wallPerSecond ?? rate.perSecond;
  const payload = name.payloadBytes ?? 0;
  const printed = `${formatRate(items)}${clockOf(rate)}`;
  const severity = "withhold";
  const bytes = items * payload;
  if (bytes > CONNECTION_BYTES * threads) {
    const times = bytes / CONNECTION_BYTES / threads;
    const text = `${printed} of ${formatBytes(payload)} are ${formatBytes(bytes)}/s each way`;
    return [{ benchmark, rate, times, text, limit: CONNECTION_LIMIT, severity }];
  }
  const seconds = threads / items;
  if (seconds >= ROUND_TRIP_SECONDS || !hasWord(benchmark, ROUND_TRIP_WORDS)) return [];
  const text = `${printed} are ${formatTime(seconds)} a round trip`;
  const times = ROUND_TRIP_SECONDS / seconds;
  return [{ benchmark, rate, times, text, limit: ROUND_TRIP_LIMIT, severity }];
}

const ROUND_TRIP_LIMIT = `less than its two system calls take (${formatTime(ROUND_TRIP_SECONDS)})`;

function clockOf(rate: Rate): string {
  return rate.wallPerSecond === undefined ? "" : " by the wall clock";
}

function hasWord({ name }: Benchmark, words: ReadonlySet<string>): boolean {
  return name.words.some((word) => words.has(word));
}

function usesSocket(benchmark: Benchmark): boolean {
  return hasWord(benchmark, SOCKET_WORDS) && !hasWord(benchmark, MEMORY_WORDS);
}

/** What all connections of a load tool carry together. */
function checkTransfers(rows: readonly Row[]): Finding[] {
  const limit = `more than a host's memory moves through sockets (${formatBytes(HOST_BYTES)}/s)`;
  return rows.filter((row) =>
    row.metric === "transfer_rate" && row.status === "ok" && row.value > HOST_BYTES
  ).map((row) =>
    findingOf(implausibleThroughput, [row], `${formatBytes(row.value)}/s received, ${limit}`)
  );
}

/** Answers that came too soon. A 0 is for `sentinel-value`. */
function checkLatencies(rows: readonly Row[]): Finding[] {
  const soon = rows.filter((row) =>
    isLatency(row) && row.status === "ok" && row.statistic !== "stdev" && row.value > 0 &&
    row.value < ROUND_TRIP_SECONDS
  );
  const key = (row: Row) => keyOf(row.scenario, row.implementation, row.case, row.metric);
  return groupBy(soon, key).map((group) => {
    const { metric } = group[0] as Row;
    const least = formatTime(minOf(group.map((row) => row.value)));
    const message = `${formatCount(group.length, "value")} of ${metric} down to ${least}, ` +
      `${ROUND_TRIP_LIMIT}: a unit was mistaken, or nothing was sent`;
    return findingOf(implausibleThroughput, group, message);
  });
}
