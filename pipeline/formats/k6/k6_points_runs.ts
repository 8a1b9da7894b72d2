/**
 * Where one run's samples end and the next one's begin, in files of NDJSON that were joined.
 *
 * k6 defines each metric once, right before its first sample. So a metric that is defined again is of another
 * run; but that run may have begun before it, with metrics that the run before had not. From each definition on
 * that may be the first line of another run, samples are held back until it is known: a sample of a metric that
 * was defined before says that it is the same run, a metric defined again that it is not.
 */
import type { K6Aggregate } from "./k6_aggregate.ts";
import type { DefinitionLine } from "./k6_points_line.ts";
import { createVusClock, type Jump, MOST_FORWARD } from "./k6_vus_clock.ts";

/** Held back at most; k6 defines what a script uses within its first requests. */
const MOST_HELD = 1 << 14;
/** Within one run k6 writes how many users there are every second, so that no step in time is longer. */
const LONGEST_STEP = 1.5;

/** What is known of a run beside its samples. */
export interface RunEnd {
  /** 1-based, of its last line. */
  lastLine: number;
  definitions: number;
  jump: Jump | undefined;
  /** Whether nothing tells with which of several lines the next run begins. */
  isUnsure: boolean;
}

export interface PointRuns {
  metricId(metric: string): number;
  time(seconds: number): void;
  point(metric: number, name: number, value: number, line: number): void;
  /** `isCertain`: it is known to be the first line of another run. */
  define(definition: DefinitionLine, line: number, isCertain?: boolean): void;
  end(lastLine: number): void;
}

interface Held {
  line: number;
  definition?: DefinitionLine;
  metric: number;
  name: number;
  value: number;
  seconds: number;
}

/** A definition with which a run may begin. */
interface Candidate {
  /** Index of what is held back. */
  at: number;
  line: number;
  /** Seconds from the sample before it to the one behind it; NaN where that has not come. */
  step: number;
}

/** `finish` is called at the end of each run, when the aggregate has all of its samples. */
export function createPointRuns(
  aggregate: K6Aggregate,
  finish: (end: RunEnd) => void,
): PointRuns {
  /** Metrics that are defined in this run: behind how many of the candidates. */
  let defined = new Map<number, number>();
  /** How many definitions of this run the aggregate has. */
  let definitions = 0;
  let candidates: Candidate[] = [];
  let held: Held[] = [];
  /** Whether a metric was defined again, so that one of the candidates is the first line of a run. */
  let isOther = false;
  /** Whether more was held back than can be: then some is taken, and the next boundary is not sure. */
  let wasFull = false;
  let now = NaN;
  /** That of the last sample that was taken or is held back. */
  let before = NaN;
  let isTold = true;
  let vus = -1;
  const clock = createVusClock();

  function metricId(metric: string): number {
    const id = aggregate.metricId(metric);
    if (metric === "vus") vus = id;
    return id;
  }

  function time(seconds: number): void {
    now = seconds;
    isTold = false;
  }

  function point(metric: number, name: number, value: number, line: number): void {
    if (candidates.length > 0) hold(metric, name, value, line);
    else take(metric, name, value, line);
    before = now;
  }

  function take(metric: number, name: number, value: number, line: number): void {
    if (!isTold) {
      isTold = true;
      aggregate.time(now);
    }
    if (metric === vus) clock.see(now, line);
    aggregate.point(metric, name, value, line);
  }

  function takeDefinition({ metric, type, contains }: DefinitionLine): void {
    definitions++;
    aggregate.define(metric, type, contains);
  }

  function hold(metric: number, name: number, value: number, line: number): void {
    const last = candidates.at(-1) as Candidate;
    if (Number.isNaN(last.step)) last.step = now - before;
    if (isOther) {
      held.push({ line, metric, name, value, seconds: now });
      begin();
      return;
    }
    keepFirst(defined.get(metric) ?? 0);
    if (candidates.length === 0) {
      release(held.length);
      take(metric, name, value, line);
      return;
    }
    held.push({ line, metric, name, value, seconds: now });
    if (held.length < MOST_HELD) return;
    beginAtGap();
    wasFull = candidates.length > 0;
    keepFirst(0);
    release(held.length);
  }

  /** Only the first candidates can be right. */
  function keepFirst(count: number): void {
    if (candidates.length <= count) return;
    candidates.length = count;
    for (const [metric, place] of defined) defined.set(metric, Math.min(place, count));
  }

  function define(definition: DefinitionLine, line: number, isCertain = false): void {
    const metric = metricId(definition.metric);
    if (isOther) begin();
    const place = defined.get(metric);
    const isFirst = place === undefined && held.length === 0 && aggregate.points() === 0;
    if (isFirst) {
      defined.set(metric, 0);
      takeDefinition(definition);
      return;
    }
    candidates.push({ at: held.length, line, step: NaN });
    held.push({ line, definition, metric, name: 0, value: 0, seconds: now });
    if (isCertain) beginWith(candidates.at(-1) as Candidate, false);
    else if (place === undefined) defined.set(metric, candidates.length);
    else {
      // The run began behind the metric's first definition.
      candidates.splice(0, place);
      isOther = true;
      if (candidates.length === 1) begin();
    }
  }

  /** Ends the run before the likeliest of the candidates, and begins another one with it. */
  function begin(): void {
    const wide = candidates.filter(({ step }) => Math.abs(step) > LONGEST_STEP);
    const [first] = wide.length === 1 ? wide : candidates.slice(-1);
    beginWith(first as Candidate, wasFull || candidates.length > 1 && wide.length !== 1);
  }

  /** Begins a run behind a gap, where no sample says that it is the same run; without a gap it is. */
  function beginAtGap(): void {
    const gaps = candidates.filter(({ step }) => step > MOST_FORWARD);
    if (gaps.length === 1) beginWith(gaps[0] as Candidate, true);
  }

  function beginWith({ at, line }: Candidate, isUnsure: boolean): void {
    const seconds = now;
    const rest = held.slice(at);
    release(at);
    finishRun(line - 1, isUnsure);
    for (const each of rest) {
      if (each.definition !== undefined) define(each.definition, each.line);
      else {
        time(each.seconds);
        point(each.metric, each.name, each.value, each.line);
      }
    }
    time(seconds);
  }

  /** Takes the first of what is held back and forgets the rest. */
  function release(count: number): void {
    const taken = held.slice(0, count);
    const seconds = now;
    held = [];
    candidates = [];
    isOther = false;
    for (const each of taken) {
      if (each.definition !== undefined) takeDefinition(each.definition);
      else {
        time(each.seconds);
        take(each.metric, each.name, each.value, each.line);
      }
    }
    time(seconds);
  }

  function finishRun(lastLine: number, isUnsure: boolean): void {
    finish({ lastLine, definitions, jump: clock.jump(), isUnsure });
    clock.restart();
    definitions = 0;
    defined = new Map();
    wasFull = false;
  }

  function end(lastLine: number): void {
    if (isOther) begin();
    beginAtGap();
    release(held.length);
    finishRun(lastLine, false);
  }

  return { metricId, time, point, define, end };
}
