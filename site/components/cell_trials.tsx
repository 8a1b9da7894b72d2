/** A cell: each of its figures with the value of every trial, linked to file and line. */
import type { ComponentChildren } from "preact";
import type { Cell, Row } from "../../pipeline/report.ts";
import { formatIn, formatLoad, formatRange, type Scale, scaleFor } from "../format.ts";
import { type FileAddress, parseSource, type To, trialId } from "../links.ts";
import { correctionOfFigure } from "../model/corrections.ts";
import type { CellFigure, CellView } from "../model/implementation.ts";
import type { ReportStanding } from "../model/standing.ts";
import {
  centreOf,
  intervalOf,
  isExtremeOfFew,
  widthOf,
  withheldText,
  withheldTrialsOf,
} from "../model/values.ts";
import { CorrectionMark } from "./correction_mark.tsx";
import { ScrollTable } from "./scroll_table.tsx";
import { placesOf } from "./value_places.ts";
import { type ReasonOf, Withheld } from "./withheld.tsx";

interface CellTrialsProps {
  view: CellView;
  /** Element id of the heading above it. */
  heading: string;
  fileAddress: FileAddress;
  standing: Pick<ReportStanding, "cells">;
  reasonOf: ReasonOf;
  to: To;
}

/** "64B/100, 1 core, 8 connections". */
export function cellTitle(cell: Omit<Cell, "scenario" | "implementation">): string {
  const parts = [cell.case, cell.limits, formatLoad(cell.load, cell.load_unit)];
  return parts.filter((part) => part !== "").join(", ") || "All of it";
}

export function CellTrials(
  { view, heading, fileAddress, standing, reasonOf, to }: CellTrialsProps,
) {
  return (
    <ScrollTable heading={heading}>
      <TrialsHead trials={view.trials} />
      <tbody>
        {view.figures.map((figure) => {
          const own = valuesByTrial(figure, view.trials);
          return (
            <FigureRow
              figure={figure}
              view={view}
              place={placesOf(own)}
              standing={standing}
              reasonOf={reasonOf}
              to={to}
            >
              {(scale) =>
                own.map((rows) => (
                  <td>
                    {inOneCell(rows, (row) => {
                      const { path, place } = parseSource(row.source);
                      return (
                        <a href={fileAddress(path)} title={place === "" ? undefined : place}>
                          {trialValue(row, scale, figure)}
                        </a>
                      );
                    })}
                  </td>
                ))}
            </FigureRow>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}

/** The head of a table of values: each trial leads to what is said of it. */
export function TrialsHead({ trials }: Pick<CellView, "trials">) {
  return (
    <thead>
      <tr>
        <th scope="col">Figure</th>
        <th scope="col" class="number">
          shown<span class="unit">95 % interval</span>
        </th>
        <th scope="col">Unit</th>
        {trials.map(({ number, trial }) => (
          <th scope="col" class="number">
            {trial === undefined
              ? `trial ${number}`
              : <a href={`#${trialId(trial.id)}`}>trial {number}</a>}
          </th>
        ))}
        <th scope="col">Where</th>
      </tr>
    </thead>
  );
}

/** The values of a figure for each trial: one, or several, or none. */
export function valuesByTrial(
  { rows }: Pick<CellFigure, "rows">,
  trials: CellView["trials"],
): Row[][] {
  return trials.map(({ number }) => rows.filter((row) => row.trial === number));
}

interface FigureRowProps {
  figure: CellFigure;
  view: CellView;
  /** Where its values stand in their files. */
  place: string;
  standing: Pick<ReportStanding, "cells">;
  reasonOf: ReasonOf;
  to: To;
  /** The cells of its trials. */
  children: (scale: Scale) => ComponentChildren;
}

export function FigureRow(
  { figure, view, place, standing, reasonOf, to, children }: FigureRowProps,
) {
  const { summary, rows, title, kind, unit, metric } = figure;
  const scale = scaleFor(unit, metric, rows.map((row) => row.value));
  return (
    <tr class={summary === undefined ? "replaced" : undefined}>
      <th scope="row">
        {title}
        {kind !== "" && <small>{kind}</small>}
        {summary !== undefined && (
          <CorrectionMark correction={correctionOfFigure(standing, view.cell, figure)} to={to} />
        )}
      </th>
      <ShownCell figure={figure} view={view} scale={scale} reasonOf={reasonOf} />
      <td class="symbol">{scale.unit}</td>
      {children(scale)}
      <td class="place">{place}</td>
    </tr>
  );
}

/** The figure of a cell that is shown, with its interval or why it has none. */
export function ShownCell({ figure, view, scale, reasonOf }: {
  figure: CellFigure;
  view: CellView;
  scale: Scale;
  reasonOf: ReasonOf;
}) {
  const { summary, metric } = figure;
  if (summary === undefined) return <td class="number">replaced</td>;
  if (summary.status === "withheld") {
    return (
      <td class="number withheld">
        <Withheld reason={reasonOf(summary)} />
      </td>
    );
  }
  const interval = intervalOf(summary);
  const none = summary.n === 1
    ? summary.merged === null ? "one trial" : "all trials: no interval"
    : isExtremeOfFew(summary)
    ? `${summary.n} trials: no interval`
    : "trials are alike";
  const beside = view.figures.filter((each) => each.metric === metric);
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

/** The values of one trial, with a space between them. A page has thousands, and most stand alone. */
export function inOneCell(
  rows: readonly Row[],
  shown: (row: Row) => ComponentChildren,
): ComponentChildren {
  return rows.map((row, index) => index === 0 ? shown(row) : [" ", shown(row)]);
}

/** The value of a trial, struck out where a rule withholds it. */
export function trialValue(row: Row, scale: Scale, { summary }: CellFigure): ComponentChildren {
  const text = formatIn(scale, row.value, summary === undefined ? null : widthOf(summary));
  return row.status === "withheld" ? <s>{text}</s> : text;
}
