/** Where the rules of the audit spoke: figures by rule, superseded originals among them. */
import { type Cell, cellKey, type Row } from "../row.ts";
import type { ClaimContext } from "./context.ts";

/** A row or a figure, one for each cell, metric and statistic. */
export interface Place extends Cell {
  metric: string;
  statistic: string;
  findings: readonly string[];
}

const known = new WeakMap<readonly Row[], Map<string, Map<string, Place>>>();

/** Places of which a rule spoke, each once. */
export function placesOf({ rows, summary }: ClaimContext, rule: string): Place[] {
  let index = known.get(rows);
  if (index === undefined) {
    index = new Map();
    for (const row of rows) addPlace(index, row);
    known.set(rows, index);
  }
  // Where there are rows they say all that the summary does.
  if (rows.length > 0) return [...index.get(rule)?.values() ?? []];
  return summary.filter((figure) => figure.findings.includes(rule));
}

function addPlace(index: Map<string, Map<string, Place>>, row: Row): void {
  if (row.findings.length === 0) return;
  const key = `${cellKey(row)}\u0000${row.metric}\u0000${row.statistic}`;
  for (const rule of row.findings) {
    let places = index.get(rule);
    if (places === undefined) index.set(rule, places = new Map());
    if (!places.has(key)) places.set(key, row);
  }
}
