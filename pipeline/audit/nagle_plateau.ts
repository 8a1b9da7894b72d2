import type { Row } from "../row.ts";
import { caseKey, fold } from "./cases.ts";
import { medianOf } from "./numbers.ts";
import type { Evidence, Rule } from "./rule.ts";
import {
  find,
  groupBy,
  keyOf,
  ladderKey,
  levelOf,
  loadTrialsOf,
  type TrialRows,
  valueOf,
} from "./trial_rows.ts";
import { formatNumber, formatShare, formatTime } from "./words.ts";

/** Linux delays an acknowledgement by 40 ms at least (TCP_DELACK_MIN, HZ / 25); the answer adds its own time. */
const BAND = { from: 0.038, to: 0.046 };
const FAST = 0.01;
/** Clearly below the band, where servers do not take a few milliseconds but ten or twenty by design. */
const BELOW = 0.75 * BAND.from;
/** CPU of a server that had time: its latency is no queue. */
const IDLE_CORES = 0.7;
/** From here on answers may have waited in the generator, or in a backend on its core. */
const BUSY_CORES = 0.9;
const STATISTICS = ["mean", "p50", "p75", "p90", "p95", "p99"];
const METRICS = ["latency", "longest_event_gap"];

/** A single trial of several in the band is a hiccup of the host. */
const SHARE = 0.5;

/** What the latency in the band is held against. */
interface Context {
  /** Trials of the same cell. */
  same: readonly TrialRows[];
  /** Trials of other implementations at the same load. */
  others: readonly TrialRows[];
  /** Trials of the same implementation at other loads. */
  lower: readonly TrialRows[];
  higher: readonly TrialRows[];
}

/**
 * Nagle's algorithm holds a small write back until the one before is acknowledged, and the other side
 * delays that acknowledgement: 40 ms for nothing. A saturated server may show 40 ms too, for in a closed
 * loop latency = connections / throughput; so the rule asks for half of the cell's trials in the band and
 * for one of
 * - two or more percentiles in the band above a median below 10 ms: a second hump;
 * - latency below 10 ms again under more load, which no saturated server shows;
 * - other implementations below 10 ms at the same load, unless the own latency was below the band at a lower
 *   one: then it grew into it;
 * - a server and a generator with time to spare, other implementations clearly below the band at the same
 *   load, and the median and a higher percentile that are 40 ms and at most what those take on top. This alone
 *   speaks of the longest time between two events of a stream, which one paced by its source has anyway.
 */
export const naglePlateau: Rule = {
  name: "nagle-plateau",
  severity: "warn",
  scope: "file",
  speaks: `${BAND.from * 1e3} to ${formatTime(BAND.to)} in ${
    formatShare(SHARE)
  } of a cell's trials, neighbours < ${formatTime(FAST)}`,
  why:
    "40 ms where a few are expected is the delayed acknowledgement that a socket without TCP_NODELAY waits for: a setting is measured, not a server.",
  example:
    "The SSE proxy benchmark measured actix at 263 and axum at 266 req/s on 10 users, 38 ms each, and 1,124 and 1,187 once TCP_NODELAY was set; hyper.dev/letloop's Java Loom has a p99 of 42.27 ms.",
  check(evidence) {
    const cases = METRICS.flatMap((metric) =>
      candidates(evidence, metric).flatMap(({ trial, rows, context }) =>
        rows.flatMap((row) => {
          const why = reason(trial, row, rows, context);
          if (why === undefined) return [];
          const text = `${row.metric} ${row.statistic} sits at ${formatTime(row.value)} ${why}: ` +
            `the 40 ms of a delayed acknowledgement; set TCP_NODELAY and measure again`;
          return [{ trial, rows: [row], weight: -rows.indexOf(row), text }];
        })
      )
    );
    return fold(naglePlateau, cases);
  },
};

function candidates(evidence: Evidence, metric: string) {
  const trials = loadTrialsOf(evidence);
  const found = trials.flatMap((trial) => {
    const rows = STATISTICS.flatMap((statistic) => {
      const row = find(trial, metric, statistic);
      return row !== undefined && isWithin(row.value, BAND.to + BELOW) ? [row] : [];
    });
    return rows.length === 0 ? [] : [{ trial, rows }];
  });
  if (found.length === 0) return [];
  const sameLoad = indexBy(trials, loadKey);
  const sameLadder = indexBy(trials, ladderKey);
  return found.map(({ trial, rows }) => {
    const own = trial.first.implementation;
    const level = levelOf(trial);
    const atLoad = sameLoad.get(loadKey(trial)) ?? [];
    const ladder = level === undefined ? [] : sameLadder.get(ladderKey(trial)) ?? [];
    const context: Context = {
      same: atLoad.filter((other) => other.first.implementation === own),
      others: atLoad.filter((other) => other.first.implementation !== own),
      lower: ladder.filter((other) => (levelOf(other) ?? Infinity) < (level as number)),
      higher: ladder.filter((other) => (levelOf(other) ?? 0) > (level as number)),
    };
    return { trial, rows, context };
  });
}

function indexBy(trials: readonly TrialRows[], key: (trial: TrialRows) => string) {
  return new Map(groupBy(trials, key).map((group) => [key(group[0] as TrialRows), group]));
}

function loadKey(trial: TrialRows): string {
  return keyOf(caseKey(trial), levelOf(trial) ?? "", trial.first.load_unit);
}

/** Whether a time is 40 ms and no more than `most`. */
function isWithin(seconds: number, most: number = BAND.to): boolean {
  return seconds >= BAND.from && seconds <= most;
}

/** Why the value is no latency of the server's own; undefined where nothing says so. */
function reason(
  trial: TrialRows,
  row: Row,
  near: readonly Row[],
  context: Context,
): string | undefined {
  const rest = medianOf(valuesOf(context.others, row));
  const isMedian = near.some(({ statistic, value }) =>
    statistic === "p50" && isWithin(value, BAND.to + rest)
  );
  if (rest < BELOW && isMedian && isSeen(row, near, context.same, BAND.to + rest)) {
    const spare = spareOf(trial);
    if (spare !== undefined) {
      return `where other implementations take ${formatTime(rest)} and the server is busy on ` +
        `${formatNumber(spare)} of a core`;
    }
  }
  if (row.metric !== "latency" || !isUsual(row, context.same, BAND.to)) return undefined;
  const p50 = find(trial, "latency", "p50")?.value;
  const isHump = row.statistic !== "mean" && isSeen(row, near, context.same, BAND.to);
  if (p50 !== undefined && p50 < FAST && isHump) return `above a median of ${formatTime(p50)}`;
  const under = medianOf(valuesOf(context.higher, row));
  if (under < FAST) return `where more load takes ${formatTime(under)}`;
  if (!(rest < FAST)) return undefined;
  if (valuesOf(context.lower, row).some((value) => value < BAND.from)) return undefined;
  return `where other implementations take ${formatTime(rest)} under the same load`;
}

/** Whether the value, and those of half of the cell's trials, are 40 ms and no more than `most`. */
function isUsual(row: Row, same: readonly TrialRows[], most: number): boolean {
  const values = valuesOf(same, row);
  const within = values.filter((value) => isWithin(value, most));
  return isWithin(row.value, most) && within.length >= SHARE * values.length;
}

/** Whether the value is usual in its cell and one of two percentiles or more of its kind. */
function isSeen(row: Row, near: readonly Row[], same: readonly TrialRows[], most: number): boolean {
  const percentiles = near.filter(({ statistic, value }) =>
    statistic !== "mean" && isWithin(value, most)
  );
  return percentiles.length >= 2 && isUsual(row, same, most);
}

/** Cores that the server was busy on, if it and what drives it had time to spare; else undefined. */
function spareOf(trial: TrialRows): number | undefined {
  const server = valueOf(trial, "cpu", "mean");
  const generator = valueOf(trial, "generator_cpu", "mean") ?? 0;
  const backend = valueOf(trial, "backend_cpu", "mean") ?? 0;
  return server !== undefined && server < IDLE_CORES && generator + backend < BUSY_CORES
    ? server
    : undefined;
}

function valuesOf(trials: readonly TrialRows[], { metric, statistic }: Row): number[] {
  return trials.flatMap((trial) => find(trial, metric, statistic)?.value ?? []);
}
