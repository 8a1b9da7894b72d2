/** The adjusted p of a comparison; where words say it, the page's script sorts by the number. */
import { chanceText } from "./words.ts";

export function ChanceCell({ p }: { p: number | null }) {
  const text = chanceText(p);
  const isNumber = p === null || /^\d/.test(text);
  return <td class="number" data-value={isNumber ? undefined : p}>{text}</td>;
}
