/** One metric of one scenario in two reports. Pure. */
import { nameOfKey } from "../fingerprint.ts";
import { metricNamed } from "../measurement.ts";
import { type Cell, compareCells } from "../row.ts";
import type { NoiseFloor } from "../statistics/noise_floor.ts";
import type { ComparisonVerdict } from "../tables/comparisons.ts";
import type { SummaryStatus } from "../tables/summary.ts";
import { cellsOf, centreOf, type MeasuredCell } from "./cells.ts";
import { acrossLabel, type Comparability, keysAgainst } from "./comparability.ts";
import type { ComparedImplementation, SharedRatio } from "./implementations.ts";
import { judgeTable } from "./judge.ts";
import type { MetricChoice } from "./metric_choice.ts";
import { noiseFloorOf } from "./noise.ts";
import type { ReportData } from "./report_data.ts";

/** A cell in one of the reports. */
export interface Side {
  /** Trials that count. */
  n: number;
  /** Geometric mean; the median where a value is 0 or below. Null of a withheld cell. */
  centre: number | null;
  status: SummaryStatus;
}

/** A cell of either report. */
export interface ComparedCell extends Cell {
  metric: string;
  statistic: string;
  unit: string;
  /** Null where that report does not have the cell. */
  a: Side | null;
  b: Side | null;
  /** B / A; null where it is not compared. */
  ratio: number | null;
  low: number | null;
  high: number | null;
  /**
   * B / A over what the other programs share; null where there are too few of them. What is beside the others
   * is judged where it is known, the bare ratio where not.
   */
  beside: number | null;
  beside_low: number | null;
  beside_high: number | null;
  p_adjusted: number | null;
  /** Of B against A; null where there is none, and `reason` says why. */
  verdict: ComparisonVerdict | null;
  reason: string;
  /** What the cell was compared in spite of; empty where nothing differs. */
  across: string;
}

/** One metric of one scenario: the family of Holm's correction. */
export interface ComparedTable extends MetricChoice {
  scenario: string;
  unit: string;
  better: "higher" | "lower" | "";
  /** Undefined where the report has no A/A twin. */
  floor_a: NoiseFloor | undefined;
  floor_b: NoiseFloor | undefined;
  /** The larger of those there are: the least difference that counts. */
  floor: number | undefined;
  /** B / A of what all programs share, as a host's own change is; undefined with too few programs. */
  shared: SharedRatio | undefined;
  cells: ComparedCell[];
  /** Each over all its cells; none where a cell is all there is, or where nothing is shared. */
  implementations: ComparedImplementation[];
}

/** Which differences matter. */
export interface Terms {
  comparability: Comparability;
  across: boolean;
}

/** Compares the cells of both reports; undefined where neither has any of this metric. */
export function tableOf(
  a: ReportData,
  b: ReportData,
  scenario: string,
  choice: MetricChoice,
  terms: Terms,
): ComparedTable | undefined {
  const [cellsA, cellsB] = [cellsOf(a, scenario, choice), cellsOf(b, scenario, choice)];
  const both = [...new Map([...cellsA, ...cellsB])].map(([key, cell]) =>
    compareSides(cell, cellsA.get(key), cellsB.get(key), choice, terms)
  );
  const [first] = both;
  if (first === undefined) return undefined;
  const floors = [noiseFloorOf(a.manifest, cellsA), noiseFloorOf(b.manifest, cellsB)] as const;
  const known = floors.flatMap((each) => each === undefined ? [] : [each.floor]);
  const table: ComparedTable = {
    scenario,
    ...choice,
    unit: first.cell.unit,
    better: metricNamed(choice.metric)?.better ?? "",
    floor_a: floors[0],
    floor_b: floors[1],
    floor: known.length === 0 ? undefined : Math.max(...known),
    shared: undefined,
    cells: both.map(({ cell }) => cell).sort(compareCells),
    implementations: [],
  };
  judgeTable(
    table,
    both.flatMap(({ cell, pair }) => pair === undefined ? [] : [{ cell, ...pair }]),
    twinsOf(scenario, a, b),
  );
  return table;
}

interface Sides {
  cell: ComparedCell;
  /** What there is to compare; undefined where `reason` says that nothing is. */
  pair: { a: MeasuredCell; b: MeasuredCell } | undefined;
}

function compareSides(
  of: MeasuredCell,
  a: MeasuredCell | undefined,
  b: MeasuredCell | undefined,
  choice: MetricChoice,
  { comparability, across }: Terms,
): Sides {
  const keys = keysAgainst(comparability, of);
  const pair = a === undefined || b === undefined ? undefined : { a, b };
  const reason = reasonAgainst(a, b) ||
    (across || keys.length === 0 ? "" : `${keys.map(nameOfKey).join(", ")}: not the same`);
  const { scenario, implementation, case: part, limits, load, load_unit, unit } = of;
  const cell: ComparedCell = {
    scenario,
    implementation,
    case: part,
    limits,
    load,
    load_unit,
    ...choice,
    unit,
    a: sideOf(a),
    b: sideOf(b),
    ratio: null,
    low: null,
    high: null,
    beside: null,
    beside_low: null,
    beside_high: null,
    p_adjusted: null,
    verdict: null,
    reason,
    across: across ? acrossLabel(keys, comparability.unknown) : "",
  };
  return { cell, pair: reason === "" ? pair : undefined };
}

function sideOf(cell: MeasuredCell | undefined): Side | null {
  if (cell === undefined) return null;
  const { values, status } = cell;
  return { n: values.length, centre: values.length === 0 ? null : centreOf(values), status };
}

/** Why there is no ratio of the two; empty where there is one. */
function reasonAgainst(a: MeasuredCell | undefined, b: MeasuredCell | undefined): string {
  if (a === undefined || b === undefined) return `only in ${a === undefined ? "B" : "A"}`;
  const withheld = [a, b].map(({ values }, index) => values.length === 0 ? "AB"[index] : "");
  if (withheld.some((name) => name !== "")) {
    return `withheld in ${withheld.filter((name) => name !== "").join(" and ")}`;
  }
  const bad = [...a.values, ...b.values].some((value) => value <= 0);
  return bad ? "a value of 0 or below has no ratio" : "";
}

/** The originals of the scenario's twins in either report. */
function twinsOf(scenario: string, a: ReportData, b: ReportData): Map<string, string> {
  const entries = [...a.manifest.implementations, ...b.manifest.implementations];
  return new Map(
    entries.flatMap((entry) =>
      entry.scenario !== scenario || entry.twin_of === undefined
        ? []
        : [[entry.name, entry.twin_of]]
    ),
  );
}
