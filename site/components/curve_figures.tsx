/** What the processes of one trial took over its time, and the files that say so. */
import { Failure } from "../../common/failure.ts";
import { readProcessSeries, type Trial } from "../../pipeline/report.ts";
import { resourceCurvesChart, type Samples } from "../charts/resource_curves.ts";
import { formatLoad } from "../format.ts";
import { cellId, dataFile, type FileAddress, parseSource, type To } from "../links.ts";
import type { ImplementationView } from "../model/implementation.ts";
import { ChartFigure } from "./chart_figure.tsx";

/** A trial whose processes were sampled while it ran. */
export interface SampledTrial {
  trial: Trial;
  samples: (Samples & { source: string })[];
}

/**
 * The first trial at a load, or at the highest one, with the samples of its processes. Undefined where none was
 * kept, or where the file of one cannot be read: the audit says so, and the page has its other figures.
 */
export async function sampledTrial(
  { trials }: ImplementationView,
  folder: string,
  load: number | null | undefined,
): Promise<SampledTrial | undefined> {
  const finished = trials.filter(({ state }) => state === "finished");
  const highest = Math.max(...finished.map((trial) => trial.load ?? -Infinity));
  const trial = finished.find((each) => each.load === load) ??
    finished.find((each) => each.load === highest) ?? finished[0];
  if (trial === undefined) return undefined;
  try {
    const samples = await readProcessSeries(folder, trial);
    return samples.length === 0 ? undefined : { trial, samples };
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

interface CurveFiguresProps {
  of: SampledTrial;
  view: ImplementationView;
  report: string;
  fileAddress: FileAddress;
  to: To;
}

/** CPU, then memory. */
export function CurveFigures(props: CurveFiguresProps) {
  const { of: { trial, samples }, view, report, fileAddress, to } = props;
  const parts = [
    trial.case,
    formatLoad(trial.load, trial.load_unit),
    `trial ${trial.trial}`,
  ].filter((part) => part !== "");
  const files = [...new Set(samples.map(({ source }) => parseSource(source).path))];
  const id = cellId(trial);
  const hasValues = view.cells.some(({ cell }) => cellId(cell) === id);
  return (
    <>
      {(["cpu", "memory_rss"] as const).map((kind) => {
        const chart = resourceCurvesChart({ samples, trial: parts.join(", ") }, kind);
        return chart === undefined ? null : (
          <ChartFigure
            chart={chart}
            choosable={false}
            table={hasValues ? `#values-${id}` : "#trial-list"}
            csv={to(dataFile(report, "measurements.csv"))}
          />
        );
      })}
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
