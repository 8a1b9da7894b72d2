/** Cells by what measured them: a trial of one load point, or a program that measures many cases at once. */
import { cellKey, type Trial } from "../../pipeline/report.ts";
import type { CellView } from "./implementation.ts";

/** Cells that the same trials measured. */
export interface RunView {
  cells: [CellView, ...CellView[]];
  /** Numbers of all their trials, ascending. */
  trials: CellView["trials"];
  /** What these trials ran; undefined where nothing says so. */
  trial: Trial | undefined;
}

/** Cells in their order, with those of the same trials together. */
export function runsOf(cells: readonly CellView[]): RunView[] {
  const runs = new Map<string, RunView>();
  for (const view of cells) {
    const trial = view.trials.find((each) => each.trial !== undefined)?.trial;
    const key = trial === undefined ? `cell ${cellKey(view.cell)}` : cellKey(trial);
    const run = runs.get(key);
    if (run === undefined) runs.set(key, { cells: [view], trials: view.trials, trial });
    else {
      run.cells.push(view);
      run.trials = joined(run.trials, view.trials);
    }
  }
  return [...runs.values()];
}

function joined(a: CellView["trials"], b: CellView["trials"]): CellView["trials"] {
  const known = new Set(a.map(({ number }) => number));
  const others = b.filter(({ number }) => !known.has(number));
  return others.length === 0 ? a : [...a, ...others].sort((x, y) => x.number - y.number);
}
