/** A program before one optimisation, after it and after all: what each stage made of its speed. */
import type { Result, Row } from "../../../pipeline/report.ts";
import { formatCount, formatIn, formatNumber, formatShare, scaleFor } from "../../format.ts";
import type { Chart } from "../chart.ts";
import { type BenchmarkChartInput, colourOf, dotChart } from "./chart.ts";
import type { RowDot } from "./dot_rows.ts";

/** The stages in their order: what the part of a benchmark ends in, what to call it and how it is drawn. */
export const STAGES = [
  { suffix: "-original", title: "original", sign: "○" },
  { suffix: "-nodelay", title: "TCP_NODELAY alone", sign: "◇" },
  { suffix: "", title: "all optimisations", sign: "●" },
] as const;

const LAST = STAGES.length - 1;

/** A figure of a benchmark in one stage. */
interface Figure {
  cell: Result;
  value: number;
  /** Trials behind it. */
  trials: number;
  part: string;
  name: string;
  /** "64B × 100", or "64B" of a rate. */
  label: string;
  /** Bytes of a message, then messages. */
  order: readonly [number, number];
}

/** A benchmark in every stage. */
export interface Staged {
  label: string;
  metric: "iteration_time" | "bytes_rate";
  /** In the order of {@linkcode STAGES}; base units. */
  stages: readonly Pick<Figure, "cell" | "value" | "trials">[];
}

/** The benchmarks that have a figure in every stage: times by the wall clock, then rates of bytes as printed. */
export function stagesOf({ benchmarks, byteRates = [] }: BenchmarkChartInput): Staged[] {
  const times = benchmarks.flatMap(({ part, name, realTime }): Figure[] => {
    const match = /_(\d+K?B)\/(\d+)$/.exec(name);
    if (realTime === undefined || realTime.status === "withheld" || match === null) return [];
    const [, size = "", count = ""] = match;
    return [{
      cell: realTime,
      value: realTime.median,
      trials: realTime.n,
      ...{ part, name },
      label: `${size} × ${count}`,
      order: [bytesOf(size), Number(count)],
    }];
  });
  const printed = Map.groupBy(
    byteRates.filter(({ clock, status }) => clock === "cpu" && status !== "withheld"),
    (row) => `${row.implementation}\u0000${row.case}`,
  );
  const rates = [...printed.values()].flatMap((rows): Figure[] => {
    const [cell] = rows;
    const match = /^([^/]+)\/(.+\/(\d+))$/.exec(cell?.case ?? "");
    if (cell === undefined || match === null) return [];
    const [, part = "", name = "", size = ""] = match;
    const [value, trials, bytes] = [medianOf(rows), rows.length, Number(size)];
    return [{ cell, value, trials, part, name, label: bytesText(bytes), order: [bytes, 0] }];
  });
  return [...joined(times, "iteration_time"), ...joined(rates, "bytes_rate")];
}

function joined(figures: readonly Figure[], metric: Staged["metric"]): Staged[] {
  const keyOf = ({ cell: { implementation }, name }: Figure, part: string) =>
    [implementation, part, name].join("\u0000");
  const known = new Map(figures.map((each) => [keyOf(each, each.part), each]));
  return [...figures].sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
    .flatMap((last): Staged[] => {
      const stages = STAGES.flatMap(({ suffix }) =>
        known.get(keyOf(last, last.part + suffix)) ?? []
      );
      return stages.length < STAGES.length ? [] : [{ label: last.label, metric, stages }];
    });
}

/** 65536 of "64KB". */
function bytesOf(size: string): number {
  return Number.parseInt(size, 10) * (size.includes("K") ? 1024 : 1);
}

/** "64B", "64KB". */
function bytesText(bytes: number): string {
  return bytes >= 1024 && bytes % 1024 === 0 ? `${bytes / 1024}KB` : `${bytes}B`;
}

function medianOf(rows: readonly Row[]): number {
  const sorted = rows.map(({ value }) => value).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] as number;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] as number)) / 2;
}

/** How many times as fast a stage is as another one: 2 where it takes half the time, or has twice the rate. */
export function speedOf({ stages, metric }: Staged, stage: number, than: number): number {
  const [value, other] = [stages[stage]?.value ?? NaN, stages[than]?.value ?? NaN];
  return metric === "bytes_rate" ? value / other : other / value;
}

/** What the last stage made of the one before it, and of the first: 1.1 where it is 10 % faster. */
export function gainsOf(staged: Staged): { lastStep: number; together: number } {
  return { lastStep: speedOf(staged, LAST, LAST - 1), together: speedOf(staged, LAST, 0) };
}

/** "494 → 473 → 460 µs". */
export function stagesText({ stages, metric }: Staged): string {
  const values = stages.map(({ value }) => value);
  const scale = scaleFor(metric === "bytes_rate" ? "B/s" : "s", metric, values);
  return `${values.map((value) => formatIn(scale, value)).join(" → ")}\u00a0${scale.unit}`;
}

/** A row per benchmark: how much faster it is than in the first stage. */
export function stagesChart(input: BenchmarkChartInput): Chart | undefined {
  const all = stagesOf(input);
  if (all.length < 2) return undefined;
  const colour = colourOf(input);
  const rates = all.filter(({ metric }) => metric === "bytes_rate");
  const lastTime = all.length - rates.length - 1;
  const trials = Math.max(...all.flatMap(({ stages }) => stages.map((each) => each.trials)));
  return dotChart(
    {
      id: "stages",
      title: titleOf(all),
      cells: all.flatMap(({ stages }) => stages.map(({ cell }) => cell)),
      subtitle: [
        "Speed beside the original’s",
        STAGES.map(({ sign, title }) => `${sign} ${title}`).join(", "),
        "higher is better",
        trials > 1 ? `medians of up to ${trials}\u00a0trials` : "single trials",
      ],
      notes: [
        ...clockNotes(rates, input),
        ...(trials > 1 ? [] : ["Single trials: nothing says how much of a step is chance."]),
      ],
    },
    all.map((each, index) => ({
      label: each.metric === "bytes_rate" ? `${each.label}, bytes a second` : each.label,
      dots: STAGES.map((_, stage): RowDot => ({
        value: speedOf(each, stage, 0),
        ...(stage < LAST ? { hollow: true } : {}),
        ...(stage > 0 && stage < LAST ? { symbol: "diamond" as const } : {}),
      })),
      joined: true,
      text: stagesText(each),
      colour: colour(each.stages[LAST]?.cell.implementation ?? ""),
      ...(index === lastTime && rates.length > 0 ? { endsGroup: true } : {}),
    })),
    { logarithmic: false, reference: 1, tickFormat: percentText },
  );
}

/** "0 %", "+10 %": of 1 and 1.1. */
function percentText(factor: number): string {
  const percent = Math.round((factor - 1) * 100);
  return `${percent > 0 ? "+" : ""}${formatNumber(percent)}\u00a0%`;
}

function titleOf(all: readonly Staged[]): string {
  const timed = all.filter(({ metric }) => metric === "iteration_time");
  const gains = (timed.length > 0 ? timed : all).map((each) => gainsOf(each).together - 1);
  const span = `${formatShare(Math.min(...gains))} to ${formatShare(Math.max(...gains))}`;
  const slower = all.filter((each) => gainsOf(each).lastStep < 1);
  const [first] = slower;
  const clock = timed.length > 0 ? " by the wall clock" : "";
  const start = `All optimisations together raise speed by ${span}${clock}`;
  if (first === undefined) return start;
  return slower.length === 1
    ? `${start}, but the last step makes ${first.label} slower: ${stagesText(first)}`
    : `${start}, but the last step makes ${formatNumber(slower.length)} of ${
      formatCount(all.length, "benchmark")
    } slower`;
}

/** By which clock the figures are, and what the other says of the rates where it is known. */
function clockNotes(rates: readonly Staged[], { byteRates = [] }: BenchmarkChartInput): string[] {
  if (rates.length === 0) return ["Times are by the wall clock."];
  const start =
    "Times are by the wall clock; bytes a second are as printed, divided by CPU time: " +
    "of the first stages nothing else is known.";
  const shares = rates.flatMap(({ stages }) => {
    const last = stages[LAST];
    const wall = byteRates.find((row) =>
      row.clock === "wall" && row.case === last?.cell.case &&
      row.implementation === last.cell.implementation
    );
    return last === undefined || wall === undefined ? [] : [wall.value / last.value];
  });
  if (shares.length === 0) return [start];
  const [least, most] = [formatShare(Math.min(...shares)), formatShare(Math.max(...shares))];
  return [`${start} By the wall clock the last stage has ${least} to ${most} of what is printed.`];
}
