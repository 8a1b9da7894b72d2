/** CPU or memory of the processes of one trial over its time: server, generator and backend. */
import * as Plot from "@observablehq/plot";
import { type Cell, SAMPLED_ROLES, type SampledRole } from "../../pipeline/report.ts";
import {
  capital,
  formatCount,
  formatList,
  formatQuantity,
  type Scale,
  scaleFor,
} from "../format.ts";
import type { Style } from "../palette.ts";
import { type Chart, direction, NEITHER, seriesClass } from "./chart.ts";
import { endColumn, type EndLabel, endLabels } from "./end_labels.ts";
import { draw, NARROW, type Size, WIDE } from "./plot.ts";

/** Samples of one metric of one process, as the raw file has them. */
export interface Samples {
  metric: string;
  /** Seconds since the first sample of its file that counts. */
  timesSeconds: readonly number[];
  values: readonly number[];
  /** Each value is the mean of so many seconds up to its time. */
  windowSeconds?: number;
}

export interface CurvesInput {
  /** Of all processes of the trial. */
  samples: readonly Samples[];
  cell: Cell;
  /** "8 connections, trial 1": which trial it is. */
  trial: string;
  /** Whether the figures of the tables are of every sample, as those of a tool that knows no warm-up. */
  countsAll?: boolean;
  /** How many cores the host has, where that is known. */
  hostCores?: number | undefined;
}

/** What is drawn of each process. */
const KINDS = {
  cpu: { id: "cpu-time", title: "CPU", unit: "cores", words: "busy cores", better: NEITHER },
  memory_rss: {
    id: "memory-time",
    title: "Resident memory",
    unit: "B",
    words: "",
    better: direction("lower"),
  },
} as const;
export type CurveKind = keyof typeof KINDS;

/** More points than these would lie on each other. */
const MOST_POINTS = 240;

interface Point {
  seconds: number;
  value: number;
}

interface Curve {
  role: SampledRole;
  samples: Samples;
  /** The samples, thinned. */
  points: Point[];
}

/** CPU or memory over time; undefined where no process left samples of it. */
export function resourceCurvesChart(
  { samples, cell, trial, countsAll = false, hostCores }: CurvesInput,
  kind: CurveKind,
): Chart | undefined {
  const { id, title: name, unit, words, better } = KINDS[kind];
  const found = SAMPLED_ROLES.flatMap((role): { curve: Curve; every: number }[] => {
    const metric = role === "server" ? kind : `${role}_${kind}`;
    const own = samples.find((each) => each.metric === metric && each.values.length > 1);
    if (own === undefined) return [];
    const every = Math.ceil(own.values.length / MOST_POINTS);
    return [{ curve: { role, samples: own, points: thinned(own, every) }, every }];
  });
  const curves = found.map(({ curve }) => curve);
  const [first] = curves;
  if (first === undefined) return undefined;
  const scale = scaleFor(unit, kind, curves.map(mostOf));
  const title = kind === "cpu" ? busySentence(curves) : memorySentence(first);
  const subtitle = [
    `${name} over the ${countsAll ? "time" : "measured time"} of one trial, ${trial}`,
    words || scale.unit,
    better,
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  const every = Math.max(...found.map((each) => each.every));
  return {
    id,
    title,
    subtitle,
    notes: [
      countsAll
        ? "The figures of the tables are of all these samples, start and end of the run among them."
        : "Only the measured time is drawn, that of the figures of the tables.",
      ...windowNotes(curves),
      ...(every > 1 ? [`A point is the mean of ${formatCount(every, "sample")}.`] : []),
      ...(kind === "cpu" ? artefactNotes(curves, hostCores) : []),
    ],
    // Of the figures of the tables the most of each is what the samples show.
    cells: curves.map(({ samples: { metric } }) => ({ ...cell, metric, statistic: "max" })),
    get wide() {
      return drawCurves(curves, scale, WIDE, label);
    },
    get narrow() {
      return drawCurves(curves, scale, NARROW, label);
    },
  };
}

/** The mean of every so many samples. */
function thinned({ timesSeconds, values }: Samples, every: number): Point[] {
  const points: Point[] = [];
  for (let at = 0; at < values.length; at += every) {
    const own = values.slice(at, at + every);
    points.push({
      seconds: timesSeconds[at] ?? 0,
      value: own.reduce((sum, value) => sum + value, 0) / own.length,
    });
  }
  return points;
}

/** Of every sample, as the maximum of the tables: a mean of several would hide it. */
function mostOf({ samples }: Curve): number {
  return samples.values.reduce((most, value) => Math.max(most, value));
}

/** What a sample is, where it is no moment. */
function windowNotes(curves: readonly Curve[]): string[] {
  const lengths = new Set(curves.flatMap(({ samples }) => samples.windowSeconds ?? []));
  return [...lengths].map((seconds) =>
    `A sample is the mean of the ${formatQuantity(seconds, "s", "duration")} before it.`
  );
}

/** That a curve passes what the host has: a host does not, so its counters did. */
function artefactNotes(curves: readonly Curve[], hostCores: number | undefined): string[] {
  if (hostCores === undefined) return [];
  const beyond = curves.filter((curve) => mostOf(curve) > hostCores).map(({ role }) => role);
  return beyond.length === 0 ? [] : [
    `What lies above the ${formatCount(hostCores, "core")} of the host (${
      formatList(beyond)
    }) is an artefact of how its CPU time was counted.`,
  ];
}

/** "The server keeps up to 1.0 cores busy, the generator 0.52 cores". */
function busySentence(curves: readonly Curve[]): string {
  const parts = curves.map((curve, index) =>
    `the ${curve.role} ${index === 0 ? "keeps up to " : ""}${
      formatQuantity(mostOf(curve), "cores", "cpu")
    }${index === 0 ? " busy" : ""}`
  );
  return capital(parts.join(", "));
}

function memorySentence(curve: Curve): string {
  const { role, samples: { values } } = curve;
  const say = (value: number) => formatQuantity(value, "B", "memory_rss");
  const [from, to, most] = [say(values[0] ?? 0), say(values.at(-1) ?? 0), say(mostOf(curve))];
  const moved = from === to
    ? `begins and ends with ${from} of memory`
    : `goes from ${from} to ${to} of memory`;
  return `The ${role} ${moved}${most === to || most === from ? "" : `, ${most} at most`}`;
}

/** The server as the page's accent; what serves the trial in grey, told apart by its dash. */
const STYLES: Readonly<Record<SampledRole, Style>> = {
  server: { colour: "var(--accent)", marker: "circle", dash: "", coloured: true },
  generator: { colour: "var(--rest)", marker: "circle", dash: "6 3", coloured: false },
  backend: { colour: "var(--rest)", marker: "circle", dash: "2 3", coloured: false },
};

function drawCurves(curves: readonly Curve[], scale: Scale, size: Size, label: string): string {
  const scaled = ({ value }: Point) => value / scale.divisor;
  const all = curves.flatMap(({ points }) => points);
  const top = Math.max(...all.map(scaled));
  const end = Math.max(...all.map(({ seconds }) => seconds));
  const labels = curves.map(({ role, points }): EndLabel => {
    const last = points.at(-1) as Point;
    return {
      name: role,
      text: role,
      x: last.seconds,
      y: scaled(last),
      style: STYLES[role],
      href: undefined,
    };
  });
  const column = endColumn(labels, Infinity, size);
  return draw(
    {
      height: size.narrow ? 220 : 260,
      marginTop: 14,
      marginLeft: size.narrow ? 44 : 56,
      marginRight: column.width,
      marginBottom: 46,
      x: {
        domain: [0, end],
        ticks: size.narrow ? 4 : 8,
        tickSize: 4,
        label: "seconds",
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 38,
      },
      y: {
        domain: [0, (top || 1) * 1.06],
        grid: true,
        ticks: 4,
        tickSize: 0,
        label: null,
      },
      marks: [
        ...[...curves].reverse().map(({ role, points }) =>
          Plot.line(points, {
            x: "seconds",
            y: scaled,
            stroke: STYLES[role].colour,
            strokeWidth: role === "server" ? 2 : 1.4,
            ...(STYLES[role].dash === "" ? {} : { strokeDasharray: STYLES[role].dash }),
            className: seriesClass(role),
          })
        ),
        endLabels(column, size),
      ],
    },
    size,
    label,
  );
}
