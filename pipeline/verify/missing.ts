/** Values that raw files hold and measurements.csv has not: a row that was taken out is as false as one that was altered. */
import type { Problem } from "./problem.ts";
import type { StatedValues } from "./values.ts";

/** A value of a raw file. */
export interface Read {
  /** Where it stands: `raw/…/wrk.txt#L9`. */
  source: string;
  value: number;
  scenario: string;
  metric: string;
  statistic: string;
  unit: string;
  clock: string;
}

/**
 * Parts what was taken out from what is read since: a value is missing where the table has others of its kind in the
 * scenario; a kind that it has nowhere is one that the formats did not read when it was written.
 */
export function sayMissing(
  missing: readonly Read[],
  values: StatedValues,
  { folder, name, remedy }: { folder: string; name: string; remedy: string },
): { problems: Problem[]; notes: string[] } {
  // Where the table could not be read all would be missing, which is told of the table.
  if (values.size === 0) return { problems: [], notes: [] };
  const kinds = new Set([...values.values()].flat().map(({ kind }) => kind));
  const { lost = [], since = [] } = Object.groupBy(
    missing,
    (each) => kinds.has(kindOf(each)) ? "lost" : "since",
  );
  const problems = lost.map((each) => ({
    file: `${folder}/measurements.csv`,
    expected: `a row of ${each.metric} ${each.statistic} ${each.value}, as ${each.source} says`,
    found: "none",
    remedy,
  }));
  const [first] = since;
  if (first === undefined) return { problems, notes: [] };
  const count = since.length === 1
    ? "1 value that the raw files hold is"
    : `${since.length} values that the raw files hold are`;
  const note = `${name}: ${count} not in measurements.csv, which has none of that kind: ` +
    `${first.metric} ${first.statistic} at ${first.source}${
      since.length === 1 ? "" : " is the first"
    }`;
  return { problems, notes: [note] };
}

/** What values are alike in, from trial to trial of a scenario. */
export function kindOf(
  { scenario, metric, statistic, unit, clock }: Omit<Read, "source" | "value">,
): string {
  return [scenario, metric, statistic, unit, clock].join("\u0000");
}
