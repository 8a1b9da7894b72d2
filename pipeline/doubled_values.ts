/** Values that a correction replaced and did not say so: both would count, as two trials of one. */
import { Failure } from "../common/failure.ts";
import { cellKey, type Row } from "./row.ts";

/**
 * Checks the corrected rows of one trial: of two that are one value (cell, metric, statistic, clock and loop) by
 * different corrections, or by one and none, only one may be `ok`. Two originals are no fault of a correction, and the
 * rule `doubled-value` speaks of them. Throws a {@linkcode Failure} that names both.
 */
export function checkNoneDoubled(rows: readonly Row[]): void {
  // Most trials have no correction that replaces anything: nothing is grouped for them.
  if (rows.every((row) => row.correction === "")) return;
  const values = new Map<string, Row>();
  for (const row of rows) {
    if (row.status !== "ok") continue;
    const key = [cellKey(row), row.trial, row.metric, row.statistic, row.clock, row.loop]
      .join("\0");
    const other = values.get(key);
    if (other === undefined) values.set(key, row);
    else if (other.correction !== row.correction) throw doubled(other, row);
  }
}

function doubled(one: Row, other: Row): Failure {
  const { scenario, implementation, limits, load, load_unit, trial, metric, statistic } = one;
  const cell = [
    scenario,
    implementation,
    one.case,
    limits,
    load === null ? "" : `${load} ${load_unit}`.trimEnd(),
    `trial ${trial}`,
  ].filter((part) => part !== "").join(", ");
  const values = [one, other].map(({ value, unit, source, correction }) => {
    const by = correction === "" ? "as the tool gave it" : `by the correction "${correction}"`;
    return `${value} ${unit} ${by} (${source})`;
  });
  return new Failure(
    `${cell}: ${metric} ${statistic} has two values that both count, ${values.join(" and ")}: ` +
      'a correction marks what it replaces as "superseded"; mend it in pipeline/corrections/',
  );
}
