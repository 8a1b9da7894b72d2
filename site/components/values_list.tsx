/** Every value of every trial: a few stand open, many are closed until asked for. */
import { formatCount } from "../format.ts";
import { cellId, dataFile, type FileAddress, type To } from "../links.ts";
import type { CellView } from "../model/implementation.ts";
import { runsOf, type RunView } from "../model/runs.ts";
import type { ReportStanding } from "../model/standing.ts";
import { Breakable } from "./breakable.tsx";
import { cellTitle, CellTrials } from "./cell_trials.tsx";
import { ClosedCase } from "./closed_case.tsx";
import { CorrectionMark } from "./correction_mark.tsx";
import { RunTrials } from "./run_trials.tsx";
import type { ReasonOf } from "./withheld.tsx";

/** So many rows are about four screens of a desk, and two sheets. */
const MOST_OPEN = 60;

interface ValuesListProps {
  cells: readonly CellView[];
  report: string;
  fileAddress: FileAddress;
  standing: Pick<ReportStanding, "cells">;
  reasonOf: ReasonOf;
  to: To;
}

export function ValuesList({ cells, ...props }: ValuesListProps) {
  const runs = runsOf(cells);
  const rows = cells.reduce((sum, { figures }) => sum + figures.length, 0);
  const isClosed = rows > MOST_OPEN;
  return (
    <>
      <p>{explanation(cells, runs)}</p>
      {isClosed && (
        <p>
          Closed here are {formatCount(rows, "figure")} of{" "}
          {formatCount(cells.length, "load point")}, trial by trial; a table has them all too:{" "}
          <a href={props.to(dataFile(props.report, "measurements.csv"))}>
            <Breakable text={`data/${props.report}/measurements.csv`} />
          </a>
        </p>
      )}
      {runs.map((run, index) => (
        <Run {...props} run={run} id={`values-${index + 1}`} isClosed={isClosed} />
      ))}
    </>
  );
}

interface RunProps extends Omit<ValuesListProps, "cells" | "report"> {
  run: RunView;
  id: string;
  isClosed: boolean;
}

function Run({ run, id, isClosed, ...props }: RunProps) {
  const [view, ...more] = run.cells;
  const name = <Breakable text={runTitle(run)} />;
  const isOne = more.length === 0;
  // An open cell's place is its heading; a closed one's is within, so that a link to it opens it.
  const heading = isOne && !isClosed ? cellId(view.cell) : id;
  const values = isOne
    ? (
      <>
        <CellTrials {...props} view={view} heading={heading} />
        <CorrectionMark correction={props.standing.cells(view.cell)} to={props.to} />
      </>
    )
    : <RunTrials {...props} run={run} heading={heading} long={isClosed} />;
  if (!isClosed) {
    return (
      <>
        <h3 id={heading}>{name}</h3>
        {values}
      </>
    );
  }
  return (
    <ClosedCase
      name={name}
      nameId={heading}
      count={isOne ? undefined : formatCount(run.cells.length, "load point")}
      id={isOne ? cellId(view.cell) : undefined}
      kept
    >
      {values}
    </ClosedCase>
  );
}

/** "64B/100, 1 core, 8 connections": of several cells what was run for them. */
function runTitle({ cells: [first, ...more], trial }: RunView): string {
  return cellTitle(more.length === 0 || trial === undefined ? first.cell : trial);
}

/** What a reader must know to check a value, of what is there. */
function explanation(cells: readonly CellView[], runs: readonly RunView[]): string {
  const figures = cells.flatMap((cell) => cell.figures);
  const has = (status: "withheld" | "superseded") =>
    figures.some(({ rows }) => rows.some((row) => row.status === status));
  const shared = runs.filter((run) => run.cells.length > 1).length;
  const leads = shared === 0
    ? "A value leads to"
    : shared === runs.length
    ? "The word “file” above values leads to"
    : "A value, or the word “file” above it, leads to";
  return [
    `${leads} the raw file that it was read from; the last column says where in it, trial by trial where that differs.`,
    "Many stand there as they are. Others follow from what stands there: a percentile of a histogram, a mean of the samples up to that line, no errors where a tool mentions none.",
    has("withheld") ? "Struck out is what a rule withholds." : "",
    has("superseded") ? "“Replaced” is what a correction stands in for." : "",
  ].filter((part) => part !== "").join(" ");
}
