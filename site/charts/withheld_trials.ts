/** Figures of fewer trials than were run: what the audit withheld of some is in none of a chart's points. */
import { formatCount, formatList, formatLoad, formatNumber } from "../format.ts";
import type { Value } from "../model/values.ts";

export interface TitledValue {
  title: string;
  value: Value;
}

/** More of them are counted, not named. */
const MOST_NAMED = 4;

/** "3 trials a point", "2 to 3 trials a point": by the figures that are drawn, not by those that are ranked. */
export function trialsOfValues(values: readonly TitledValue[]): string {
  const counts = values.map(({ value }) => value.summary.n);
  if (counts.length === 0) return "no trials";
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  return `${fewest === most ? "" : `${formatNumber(fewest)} to `}${
    formatCount(most, "trial")
  } a point`;
}

/** A note that says which points lack trials; none where all have all of theirs. */
export function withheldTrialsNotes(values: readonly TitledValue[]): string[] {
  const lacking = values.flatMap(({ title, value }) => {
    const withheld = value.withheldTrials ?? 0;
    const { summary: { n, load, load_unit } } = value;
    return withheld === 0
      ? []
      : [{ title, load: formatLoad(load, load_unit), share: `${withheld} of ${n + withheld}` }];
  });
  if (lacking.length === 0) return [];
  const loads = new Set(lacking.map(({ load }) => load));
  const places = lacking.length > MOST_NAMED ? formatCount(lacking.length, "point") : formatList(
    lacking.map(({ title, load, share }) =>
      `${title}${loads.size > 1 ? ` at ${load}` : ""} (${share})`
    ),
  );
  return [`Without trials of which it is withheld: ${places}; those may have been the slowest.`];
}
