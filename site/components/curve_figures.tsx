/** What the processes of trials took over their time, a trial of each case, and the files that say so. */
import { Failure } from "../../common/failure.ts";
import { compareCells, readProcessSeries, type Trial } from "../../pipeline/report.ts";
import type { Chart } from "../charts/chart.ts";
import { withCorrections } from "../charts/correction_notes.ts";
import { resourceCurvesChart, type Samples } from "../charts/resource_curves.ts";
import { formatCount, formatLoad, formatNumber } from "../format.ts";
import { cellId, dataFile, type FileAddress, parseSource, type To } from "../links.ts";
import type { ImplementationView } from "../model/implementation.ts";
import type { Report } from "../model/report.ts";
import type { ReportStanding } from "../model/standing.ts";
import { Breakable } from "./breakable.tsx";
import { ChartFigure } from "./chart_figure.tsx";
import { ClosedCase } from "./closed_case.tsx";

/** A trial whose processes were sampled while it ran. */
export interface SampledTrial {
  trial: Trial;
  samples: (Samples & { source: string })[];
}

/** The load at which an implementation is at its best in one case, if any ranks it there. */
export type PeakLoad = (cell: Pick<Trial, "case" | "limits">) => number | null | undefined;

/** Trials of so many cases are drawn; the files of all others are among the raw ones. */
const MOST_CASES = 4;

/**
 * Of each case the first trial at its peak, or at its highest load, with the samples of its processes; those cases first
 * that rank it. Left out are cases of which no sample was kept, or whose file cannot be read: the audit says so, and the
 * page has its other figures.
 */
export async function sampledTrials(
  { trials }: Pick<ImplementationView, "trials">,
  folder: string,
  peakLoad: PeakLoad,
): Promise<SampledTrial[]> {
  const cases = casesOf(trials);
  const isRanked = ([trial]: readonly Trial[]) =>
    trial !== undefined && peakLoad(trial) !== undefined;
  const sampled: SampledTrial[] = [];
  for (const own of [...cases.filter(isRanked), ...cases.filter((each) => !isRanked(each))]) {
    if (sampled.length === MOST_CASES) break;
    const trial = shownTrial(own, peakLoad);
    const samples = trial === undefined ? [] : await samplesOf(trial, folder);
    if (trial !== undefined && samples.length > 0) sampled.push({ trial, samples });
  }
  return sampled;
}

/** The finished trials, case by case. */
function casesOf(trials: readonly Trial[]): Trial[][] {
  const finished = trials.filter(({ state }) => state === "finished");
  const inOrder = finished.toSorted((a, b) => compareCells(a, b) || a.trial - b.trial);
  return [...Map.groupBy(inOrder, (trial) => `${trial.case}\u0000${trial.limits}`).values()];
}

function shownTrial(trials: readonly Trial[], peakLoad: PeakLoad): Trial | undefined {
  const [first] = trials;
  if (first === undefined) return undefined;
  const load = peakLoad(first);
  const highest = Math.max(...trials.map((trial) => trial.load ?? -Infinity));
  return trials.find((each) => each.load === load) ??
    trials.find((each) => each.load === highest) ?? first;
}

async function samplesOf(trial: Trial, folder: string): Promise<SampledTrial["samples"]> {
  try {
    return await readProcessSeries(folder, trial);
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

interface CurveFiguresProps {
  of: readonly SampledTrial[];
  view: ImplementationView;
  report: Pick<Report, "name" | "manifest" | "environment">;
  standing: Pick<ReportStanding, "by" | "cells" | "parts">;
  fileAddress: FileAddress;
  to: To;
}

/** Trials of so many cases stand open below each other; of more, all but the first are closed until asked for. */
const MOST_OPEN = 2;

/** CPU, then memory, of one trial after another. */
export function CurveFigures({ of, ...props }: CurveFiguresProps) {
  const cases = casesOf(props.view.trials).length;
  return (
    <>
      {of.length === MOST_CASES && cases > MOST_CASES && (
        <p>
          A trial of {formatNumber(MOST_CASES)} of {formatCount(cases, "case")}{" "}
          is drawn; what was sampled of the others is among the raw files.
        </p>
      )}
      {of.map((sampled, index) => {
        const charts = curveCharts(sampled, props.report);
        const curves = (
          <TrialCurves
            {...props}
            key={sampled.trial.id}
            of={sampled}
            charts={charts}
            suffix={index === 0 ? "" : `-${index + 1}`}
          />
        );
        if (of.length <= MOST_OPEN) return curves;
        return (
          <ClosedCase
            key={sampled.trial.id}
            name={<Breakable text={trialTitle(sampled.trial)} />}
            finding={charts[0]?.title}
            open={index === 0}
          >
            {curves}
          </ClosedCase>
        );
      })}
    </>
  );
}

/** "baseline, 8 connections, trial 1". */
function trialTitle({ case: ofCase, load, load_unit, trial }: Trial): string {
  return [ofCase, formatLoad(load, load_unit), `trial ${trial}`].filter((part) => part !== "")
    .join(", ");
}

/** How many cores the host has; undefined where nothing says so. */
function coresOf({ fingerprint: { cores } }: Report["environment"]): number | undefined {
  return cores !== undefined && /^\d+$/.test(cores) ? Number(cores) : undefined;
}

/** Its figures are of every sample: it knows nothing of a warm-up. */
const PIDSTAT = /pidstat/;

/** CPU and memory of a trial over its time. */
export function curveCharts(
  { trial, samples }: SampledTrial,
  { environment }: Pick<Report, "environment">,
): Chart[] {
  const input = {
    samples,
    cell: trial,
    trial: trialTitle(trial),
    countsAll: filesOf(samples).every((path) => PIDSTAT.test(path)),
    hostCores: coresOf(environment),
  };
  return (["cpu", "memory_rss"] as const).flatMap((kind) => resourceCurvesChart(input, kind) ?? []);
}

function filesOf(samples: SampledTrial["samples"]): string[] {
  return [...new Set(samples.map(({ source }) => parseSource(source).path))];
}

function TrialCurves(
  props: Omit<CurveFiguresProps, "of"> & {
    of: SampledTrial;
    charts: readonly Chart[];
    /** Distinguishes the charts of several trials. */
    suffix: string;
  },
) {
  const { of, charts, suffix, view, report, standing, fileAddress, to } = props;
  const files = filesOf(of.samples);
  const id = cellId(of.trial);
  const hasValues = view.cells.some(({ cell }) => cellId(cell) === id);
  return (
    <>
      {charts.map((chart) => (
        <ChartFigure
          key={chart.id}
          chart={withCorrections(chart, standing, report.manifest)}
          suffix={suffix}
          choosable={false}
          table={hasValues ? `#${id}` : "#trial-list"}
          csv={to(dataFile(report.name, "measurements.csv"))}
        />
      ))}
      <p>
        Every sample: {files.map((path, index) => (
          <>
            {index > 0 && ", "}
            <a href={fileAddress(path)}>{path.slice(path.lastIndexOf("/") + 1)}</a>
          </>
        ))}
      </p>
    </>
  );
}
