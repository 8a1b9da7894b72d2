import { deepEqual } from "node:assert/strict";
import type { CellView } from "./implementation.ts";
import { runsOf } from "./runs.ts";

/** A cell of a case with the values of some trials; what ran is undefined where no trial is known. */
function view(name: string, ran: string | undefined, numbers: readonly number[]): CellView {
  const cell = {
    scenario: "s",
    implementation: "i",
    case: name,
    limits: "",
    load: null,
    load_unit: "",
  } as const;
  const trials = numbers.map((number) => ({
    number,
    trial: ran === undefined ? undefined : { ...cell, case: ran, trial: number },
  }));
  return { cell, figures: [], trials } as unknown as CellView;
}

const shape = (cells: readonly CellView[]) =>
  runsOf(cells).map(({ cells, trials }) => [
    cells.map(({ cell }) => cell.case).join(" "),
    trials.map(({ number }) => number).join(" "),
  ]);

Deno.test("cells that the same trials measured stand together, with a column for each of these", () => {
  deepEqual(
    shape([view("tcp/a", "tcp", [1, 3]), view("ws/a", "ws", [1]), view("tcp/b", "tcp", [2, 3])]),
    [["tcp/a tcp/b", "1 2 3"], ["ws/a", "1"]],
  );
});

Deno.test("cells of trials that nobody recorded stand alone", () => {
  deepEqual(shape([view("a", undefined, [1]), view("b", undefined, [1])]), [["a", "1"], [
    "b",
    "1",
  ]]);
});
