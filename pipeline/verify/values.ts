/** The values of measurements.csv against what the formats read in the raw files today. */
import { runsOfCell } from "../formats/cited_table/cited_table.ts";
import { caseOf, holdsSeveralProcesses, trialOf } from "../formats/cell_of_run.ts";
import type { Run } from "../formats/format.ts";
import { readCsv, unguard } from "../tables/csv.ts";
import { MEASUREMENT_COLUMNS } from "../tables/measurements.ts";
import type { Trial } from "../trial.ts";
import { kindOf, type Read } from "./missing.ts";
import type { Problem } from "./problem.ts";
import { splitSource } from "./sources.ts";

/** A value of measurements.csv. */
interface Stated {
  /** `file:line` of its row. */
  row: string;
  /** What trials.ndjson says of the place that it belongs to. */
  place: string;
  /** The place, and what the format says of the value. */
  key: string;
  /** What it is like from trial to trial. */
  kind: string;
  value: number;
  source: string;
  /** Whether it stands in the file; a correction made the others of what stands there. */
  isOriginal: boolean;
}

/** Those of a report by the raw file that they come from. */
export type StatedValues = Map<string, Stated[]>;

const HEADER = MEASUREMENT_COLUMNS.map(({ name }) => name);
const COLUMN = new Map(HEADER.map((name, index) => [name, index]));
/** What is computed of a file's numbers may differ in the last digits from version to version. */
const ROUNDING = 1e-12;

/** Collects the values of the table. Throws a Failure on a table that is none of ours. */
export function collectValues(text: string, file: string, values: StatedValues): void {
  for (const { fields, line } of readCsv(text, HEADER, file)) {
    const field = (name: string) => unguard(fields[COLUMN.get(name) as number] ?? "");
    const source = field("source");
    const { file: raw } = splitSource(source);
    const place = keyOf(["scenario", "implementation", "limits", "load", "load_unit"].map(field));
    const key = keyOf([
      place,
      ...["case", "trial", "metric", "statistic", "unit", "clock"].map(field),
    ]);
    const stated = {
      row: `${file}:${line}`,
      place,
      key,
      kind: kindOf({
        scenario: field("scenario"),
        metric: field("metric"),
        statistic: field("statistic"),
        unit: field("unit"),
        clock: field("clock"),
      }),
      value: Number(field("value")),
      source,
      isOriginal: field("correction") === "",
    };
    const known = values.get(raw);
    if (known === undefined) values.set(raw, [stated]);
    else known.push(stated);
  }
}

/** What comparing the values of one raw file gave. */
export interface Compared {
  /** Values that are what the file says. */
  same: number;
  /** Rows whose like today's formats do not read in the file: nothing is said of them. */
  unread: string[];
  /** Values of the file that no row has. */
  missing: Read[];
  problems: Problem[];
}

/**
 * Compares the values that a table has of a raw file with those in its runs. `trials` are those that name the file.
 * States, findings and what other tables compute of the values are those of the pipeline that wrote them, and are
 * not compared.
 */
export function compareValues(
  stated: readonly Stated[],
  runs: readonly Run[],
  trials: readonly Trial[],
  remedy: string,
): Compared {
  const compared: Compared = { same: 0, unread: [], missing: [], problems: [] };
  const places = new Map(trials.map((trial) => [placeOf(trial), trial.id]));
  const read = valuesOf(runs, trials);
  const left = new Map(read);
  for (const { row, place, key, value, source, isOriginal } of stated) {
    if (!places.has(place)) {
      const expected = `a row of trial ${[...places.values()].join(" or ")}, whose file it names`;
      compared.problems.push({ file: row, expected, found: "one of another", remedy });
      continue;
    }
    left.delete(key);
    if (!isOriginal) continue;
    const alike = read.get(key);
    if (alike === undefined) {
      compared.unread.push(row);
      continue;
    }
    // A value that is computed may have been read at another line of its file.
    const here = alike.filter((each) => each.source === source);
    const candidates = here.length > 0 ? here : alike;
    if (candidates.some((each) => isSame(each.value, value))) {
      compared.same++;
      continue;
    }
    const [first] = candidates;
    const expected = `${first?.value}, as ${first?.source} says`;
    compared.problems.push({ file: row, expected, found: String(value), remedy });
  }
  compared.missing = [...left.values()].flatMap(([first]) => first ?? []);
  return compared;
}

/** What the runs say of each trial, by key. */
function valuesOf(runs: readonly Run[], trials: readonly Trial[]): Map<string, Read[]> {
  const values = new Map<string, Read[]>();
  for (const trial of trials) {
    // As normalize has it: a failed trial has no values.
    if (trial.state === "failed") continue;
    const place = placeOf(trial);
    for (const run of runsOfCell(runs, trial)) {
      const several = holdsSeveralProcesses(run);
      for (const measurement of run.measurements) {
        const { metric, statistic, value, unit, clock, source } = measurement;
        const key = keyOf([
          place,
          caseOf(trial.case, measurement, several),
          String(trialOf(trial.trial, measurement)),
          ...[metric, statistic, unit, clock],
        ]);
        const { scenario } = trial;
        const read = { source, value, scenario, metric, statistic, unit, clock };
        const known = values.get(key);
        if (known === undefined) values.set(key, [read]);
        else known.push(read);
      }
    }
  }
  return values;
}

function placeOf({ scenario, implementation, limits, load, load_unit }: Trial): string {
  return keyOf([scenario, implementation, limits, load === null ? "" : String(load), load_unit]);
}

function keyOf(parts: readonly string[]): string {
  return parts.join("\u0000");
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= ROUNDING * Math.abs(a);
}
