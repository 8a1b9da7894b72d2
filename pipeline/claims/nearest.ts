/** Which of the names there are somebody may have meant. */
import { compareText } from "../row.ts";

const MOST_NAMES = 8;
const LONGEST = 80;

/** `"rust-axum", "rust-http" and 6 more`, the nearest first; "none" where there are none. */
export function nearestNames(meant: string, names: Iterable<string>): string {
  const all = [...new Set(names)];
  if (all.length === 0) return "none";
  const ranked = all.map((name) => ({ name, distance: distanceOf(meant, name) }))
    .sort((a, b) => a.distance - b.distance || compareText(a.name, b.name));
  const shown = ranked.slice(0, MOST_NAMES).map(({ name }) => `"${name}"`).join(", ");
  return all.length > MOST_NAMES ? `${shown} and ${all.length - MOST_NAMES} more` : shown;
}

/** Edits between two names (Levenshtein 1966); none where one is a part of the other. */
function distanceOf(a: string, b: string): number {
  const [from, to] = [a.slice(0, LONGEST).toLowerCase(), b.slice(0, LONGEST).toLowerCase()];
  if (from !== "" && to !== "" && (from.includes(to) || to.includes(from))) return 0;
  let before = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const now = [row];
    for (let column = 1; column <= to.length; column++) {
      const kept = (before[column - 1] as number) + (from[row - 1] === to[column - 1] ? 0 : 1);
      now.push(Math.min(kept, (before[column] as number) + 1, (now[column - 1] as number) + 1));
    }
    before = now;
  }
  return before[to.length] as number;
}
