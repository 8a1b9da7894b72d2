/** Cells that the same trials measured, in one table: each has its files once, above all that was read from them. */
import { cellId, type FileAddress, parseSource, type To } from "../links.ts";
import type { CellFigure, CellView } from "../model/implementation.ts";
import type { RunView } from "../model/runs.ts";
import type { ReportStanding } from "../model/standing.ts";
import { Breakable } from "./breakable.tsx";
import {
  cellTitle,
  FigureRow,
  inOneCell,
  TrialsHead,
  trialValue,
  valuesByTrial,
} from "./cell_trials.tsx";
import { CorrectionMark } from "./correction_mark.tsx";
import type { ReasonOf } from "./withheld.tsx";
import { ScrollTable } from "./scroll_table.tsx";
import { commonPlaces, namesOf } from "./value_places.ts";

interface RunTrialsProps {
  run: RunView;
  /** Element id of the heading above it. */
  heading: string;
  /** Gives it a height of its own, so that its header stays in view. */
  long: boolean;
  fileAddress: FileAddress;
  standing: Pick<ReportStanding, "cells">;
  reasonOf: ReasonOf;
  to: To;
}

export function RunTrials({ run, heading, long, ...props }: RunTrialsProps) {
  return (
    <ScrollTable heading={heading} long={long}>
      <TrialsHead trials={run.trials} />
      {run.cells.map((view) => (
        <CellRows
          {...props}
          key={cellId(view.cell)}
          run={run}
          view={view}
        />
      ))}
    </ScrollTable>
  );
}

function CellRows(
  { run, view, fileAddress, standing, reasonOf, to }: Omit<RunTrialsProps, "heading" | "long"> & {
    view: CellView;
  },
) {
  const namesIn = (figure: CellFigure) => namesOf([figure.rows]).join("; ");
  const files = [...Map.groupBy(view.figures, namesIn).values()];
  return (
    <tbody id={cellId(view.cell)}>
      {files.map((figures, index) => {
        const values = figures.map((figure) => valuesByTrial(figure, run.trials));
        const { file, common, own } = commonPlaces(values);
        return (
          <>
            <tr>
              <th scope="rowgroup" colSpan={3} class="folder">
                {index === 0 && <Breakable text={titleIn(run, view)} />}
                {index === 0 && <CorrectionMark correction={standing.cells(view.cell)} to={to} />}
                <small>{file}</small>
              </th>
              {run.trials.map((_, at) => (
                <td>
                  <FileLinks
                    paths={values.flatMap((each) => each[at] ?? [])
                      .map(({ source }) => parseSource(source).path)}
                    fileAddress={fileAddress}
                  />
                </td>
              ))}
              <td class="place">{common}</td>
            </tr>
            {figures.map((figure, row) => (
              <FigureRow
                figure={figure}
                view={view}
                place={own[row] ?? ""}
                standing={standing}
                reasonOf={reasonOf}
                to={to}
              >
                {(scale) =>
                  values[row]?.map((each) => (
                    <td>{inOneCell(each, (row) => trialValue(row, scale, figure))}</td>
                  ))}
              </FigureRow>
            ))}
          </>
        );
      })}
    </tbody>
  );
}

/** The raw files of a trial that values below were read from. */
function FileLinks({ paths, fileAddress }: { paths: readonly string[]; fileAddress: FileAddress }) {
  return (
    <>
      {[...new Set(paths)].map((path, index) => (
        <>
          {index > 0 && " "}
          <a href={fileAddress(path)}>file</a>
        </>
      ))}
    </>
  );
}

/** A cell's name without what the heading says of all. */
function titleIn({ trial, cells: [first] }: RunView, { cell }: CellView): string {
  const { limits, load, load_unit } = trial ?? first.cell;
  const isAtLoad = cell.load === load && cell.load_unit === load_unit;
  return cellTitle({
    ...cell,
    limits: cell.limits === limits ? "" : cell.limits,
    load: isAtLoad ? null : cell.load,
  });
}
