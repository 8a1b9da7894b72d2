/** A cell: each of its figures with the value of every trial, linked to file and line. */
import type { Row } from "../../pipeline/report.ts";
import { formatIn, formatLoad, formatRange, type Scale, scaleFor } from "../format.ts";
import { cellId, type FileAddress, parseSource, trialId } from "../links.ts";
import type { CellFigure, CellView } from "../model/implementation.ts";
import {
  centreOf,
  intervalOf,
  isExtremeOfFew,
  widthOf,
  withheldText,
  withheldTrialsOf,
} from "../model/values.ts";
import { Breakable } from "./breakable.tsx";
import { ScrollTable } from "./scroll_table.tsx";
import { sourceTitle } from "./value_cell.tsx";

export interface CellTrialsProps {
  view: CellView;
  fileAddress: FileAddress;
}

/** "64B/100, 1 core, 8 connections". */
export function cellTitle({ cell }: CellView): string {
  const parts = [cell.case, cell.limits, formatLoad(cell.load, cell.load_unit)];
  return parts.filter((part) => part !== "").join(", ") || "All of it";
}

export function CellTrials({ view, fileAddress }: CellTrialsProps) {
  const id = cellId(view.cell);
  const title = cellTitle(view);
  return (
    <>
      <h3 id={id}>
        <Breakable text={title} />
      </h3>
      <ScrollTable id={`values-${id}`} caption={`${title}: every trial`} quiet>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col" class="number">
              shown<span class="unit">95 % interval</span>
            </th>
            <th scope="col">Unit</th>
            {view.trials.map(({ number, trial }) => (
              <th scope="col" class="number">
                {trial === undefined
                  ? `trial ${number}`
                  : <a href={`#${trialId(trial.id)}`}>trial {number}</a>}
              </th>
            ))}
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          {view.figures.map((figure) => (
            <FigureRow figure={figure} view={view} fileAddress={fileAddress} />
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

function FigureRow({ figure, view, fileAddress }: CellTrialsProps & { figure: CellFigure }) {
  const { summary, rows, title, kind, unit, metric } = figure;
  const values = rows.map((row) => row.value);
  const scale = scaleFor(unit, metric, values);
  return (
    <tr class={summary === undefined ? "replaced" : undefined}>
      <th scope="row">
        {title}
        {kind !== "" && <small>{kind}</small>}
      </th>
      <ShownCell figure={figure} view={view} scale={scale} />
      <td class="symbol">{scale.unit}</td>
      {view.trials.map(({ number }) => (
        <td class="number">
          {rows.filter((row) => row.trial === number).map((row, index) => (
            <>
              {index > 0 && " "}
              <TrialValue row={row} scale={scale} figure={figure} fileAddress={fileAddress} />
            </>
          ))}
        </td>
      ))}
      <td class="wide place">{placesOf(rows)}</td>
    </tr>
  );
}

/** The figure of a cell that is shown, with its interval or why it has none. */
export function ShownCell({ figure, view, scale }: {
  figure: CellFigure;
  view: CellView;
  scale: Scale;
}) {
  const { summary, metric, statistic } = figure;
  if (summary === undefined) return <td class="number">replaced</td>;
  if (summary.status === "withheld") return <td class="number withheld">withheld</td>;
  const interval = intervalOf(summary);
  const none = summary.n === 1
    ? "one trial"
    : isExtremeOfFew(summary)
    ? `${summary.n} trials: no interval`
    : "trials are alike";
  const beside = view.figures.filter((each) =>
    each.metric === metric && each.statistic === statistic
  );
  const rows = beside.flatMap((each) => each.rows);
  const withheld = withheldText(summary, withheldTrialsOf(summary, rows));
  return (
    <td class="number shown">
      {summary.status === "lower bound" && "≥\u00a0"}
      {formatIn(scale, centreOf(summary), widthOf(summary))}
      <small>
        {interval === undefined ? none : formatRange(scale, interval.low, interval.high)}
      </small>
      {withheld !== "" && <small class="less">{withheld}</small>}
    </td>
  );
}

function TrialValue({ row, scale, figure: { summary }, fileAddress }: {
  row: Row;
  scale: Scale;
  figure: CellFigure;
  fileAddress: FileAddress;
}) {
  const width = summary === undefined ? null : widthOf(summary);
  const text = formatIn(scale, row.value, width);
  const source = parseSource(row.source);
  return (
    <a href={fileAddress(source.path)} title={sourceTitle(source)}>
      {row.status === "withheld" ? <s>{text}</s> : text}
    </a>
  );
}

/** "wrk.txt, line 9", "samples.ndjson, line 8, 13, 11": where in their files the values stand, each place once. */
export function placesOf(rows: readonly Pick<Row, "source">[]): string {
  const files = new Map<string, Set<string>>();
  for (const { source } of rows) {
    const { path, place } = parseSource(source);
    const name = path.slice(path.lastIndexOf("/") + 1);
    files.set(name, (files.get(name) ?? new Set()).add(place));
  }
  return [...files].map(([name, places]) =>
    [name, inOne([...places])].filter((part) => part !== "").join(", ")
  ).join("; ");
}

/** Places that differ in one number share the words around it: one column holds those of many trials. */
function inOne(places: readonly string[]): string {
  const parts = places.map((place) => /^(\D*)(\d+)(.*)$/.exec(place));
  const [first] = parts;
  const isAlike = parts.every((part) => part?.[1] === first?.[1] && part?.[3] === first?.[3]);
  return first && isAlike
    ? `${first[1]}${parts.map((part) => part?.[2]).join(", ")}${first[3]}`
    : places.join("; ");
}
