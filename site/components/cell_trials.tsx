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
  return (
    <>
      <h3 id={id}>
        <Breakable text={cellTitle(view)} />
      </h3>
      <ScrollTable heading={id}>
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
  // A row per trial, or several, or none.
  const ofTrials = view.trials.map(({ number }) => rows.filter((row) => row.trial === number));
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
      {ofTrials.map((own) => (
        <td>
          {own.map((row, index) => (
            <>
              {index > 0 && " "}
              <TrialValue row={row} scale={scale} figure={figure} fileAddress={fileAddress} />
            </>
          ))}
        </td>
      ))}
      <td class="place">{placesOf(ofTrials)}</td>
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
  const { path, place } = parseSource(row.source);
  return (
    <a href={fileAddress(path)} title={place === "" ? undefined : place}>
      {row.status === "withheld" ? <s>{text}</s> : text}
    </a>
  );
}

/**
 * "wrk.txt, line 9", "samples.ndjson, lines 8, 13, 13": where in their files the values of trials stand. A place that all
 * of them share stands once, others one for each trial in the order of the columns, with a dash for one without a value.
 */
export function placesOf(trials: readonly (readonly Pick<Row, "source">[])[]): string {
  const sources = trials.map((own) => own.map(({ source }) => parseSource(source)));
  const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  const names = new Set(sources.flat().map(({ path }) => nameOf(path)));
  return [...names].map((name) => {
    const places = sources.flatMap((own) => {
      const here = own.filter(({ path }) => nameOf(path) === name);
      return here.length === 0 ? undefined : here.map(({ place }) => place);
    });
    return [name, inOne(places)].filter((part) => part !== "").join(", ");
  }).join("; ");
}

/** Places that differ in one number share the words around it; undefined is one that is missing. */
function inOne(places: readonly (string | undefined)[]): string {
  const known = places.filter((place) => place !== undefined);
  const [only = "", ...others] = new Set(known);
  if (others.length === 0) return only;
  const parts = known.map((place) => /^(\D*)(\d+)(.*)$/.exec(place));
  const [first] = parts;
  const isAlike = parts.every((part) => part?.[1] === first?.[1] && part?.[3] === first?.[3]);
  const listed = (textOf: (place: string) => string) =>
    places.map((place) => place === undefined ? "–" : textOf(place));
  if (!first || !isAlike) return listed((place) => place).join("; ");
  const numbers = listed((place) => /\d+/.exec(place)?.[0] ?? place).join(", ");
  return `${first[1]?.replace(/^line $/, "lines ")}${numbers}${first[3]}`;
}
