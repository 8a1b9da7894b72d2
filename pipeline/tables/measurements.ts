/** measurements.csv: one row per measured value. */
import { Failure } from "../../common/failure.ts";
import { type Clock, CLOCKS, type Loop, LOOPS, type Status, STATUSES } from "../measurement.ts";
import type { Row } from "../row.ts";
import { type Column, numberField, readCsv, requiredNumber, unguard, writeCsv } from "./csv.ts";

/** Columns in the order of the contract. */
export const MEASUREMENT_COLUMNS: readonly Column<Row>[] = [
  { name: "scenario", type: "string", get: (row) => row.scenario },
  { name: "implementation", type: "string", get: (row) => row.implementation },
  { name: "case", type: "string", get: (row) => row.case },
  { name: "limits", type: "string", get: (row) => row.limits },
  { name: "load", type: "number", get: (row) => row.load },
  { name: "load_unit", type: "string", get: (row) => row.load_unit },
  { name: "trial", type: "integer", get: (row) => row.trial },
  { name: "metric", type: "string", get: (row) => row.metric },
  { name: "statistic", type: "string", get: (row) => row.statistic },
  { name: "value", type: "number", get: (row) => row.value },
  { name: "unit", type: "string", get: (row) => row.unit },
  { name: "clock", type: "string", get: (row) => row.clock },
  { name: "loop", type: "string", get: (row) => row.loop },
  { name: "correction", type: "string", get: (row) => row.correction },
  { name: "status", type: "string", get: (row) => row.status },
  { name: "findings", type: "string", get: (row) => row.findings.join(";") },
  { name: "source", type: "string", get: (row) => row.source },
];

const HEADER = MEASUREMENT_COLUMNS.map((column) => column.name);

/** Rows, in the order given, as measurements.csv. */
export function writeMeasurements(rows: Iterable<Row>): string {
  return writeCsv(MEASUREMENT_COLUMNS, rows);
}

/** Reads measurements.csv; labels are not in the table and come back empty. */
export function readMeasurements(text: string, file: string): Row[] {
  const rows: Row[] = [];
  // Most fields repeat from row to row; one string each keeps half a million rows small.
  const interned = new Map<string, string>();
  const intern = (field: string): string => {
    const known = interned.get(field);
    if (known !== undefined) return known;
    const text = unguard(field);
    interned.set(field, text);
    return text;
  };
  for (const { fields, line } of readCsv(text, HEADER, file)) {
    const field = (index: number) => fields[index] as string;
    const findings = field(15);
    rows.push({
      scenario: intern(field(0)),
      implementation: intern(field(1)),
      case: intern(field(2)),
      limits: intern(field(3)),
      load: numberField(field(4), "load", file, line),
      load_unit: intern(field(5)),
      trial: requiredNumber(field(6), "trial", file, line),
      metric: intern(field(7)),
      statistic: intern(field(8)),
      value: requiredNumber(field(9), "value", file, line),
      unit: intern(field(10)),
      clock: oneOf<Clock>(CLOCKS, field(11), "clock", file, line),
      loop: oneOf<Loop>(LOOPS, field(12), "loop", file, line),
      correction: intern(field(13)),
      status: oneOf<Status>(STATUSES, field(14), "status", file, line),
      findings: findings === "" ? [] : findings.split(";"),
      source: unguard(field(16)),
      labels: {},
    });
  }
  return rows;
}

function oneOf<T extends string>(
  words: readonly T[],
  field: string,
  column: string,
  file: string,
  line: number,
): T {
  const word = words.find((candidate) => candidate === field);
  if (word === undefined) {
    throw new Failure(
      `${file}:${line}: ${column} is "${field}", expected one of ${words.join(", ")}`,
    );
  }
  return word;
}
