/** A verdict with its sign. */
import type { ComparisonVerdict } from "../../../pipeline/report.ts";
import { verdictSign, verdictText } from "./words.ts";

export function Verdict({ verdict }: { verdict: ComparisonVerdict }) {
  return (
    <span class="verdict-words">
      <span aria-hidden="true">{verdictSign(verdict)}</span> {verdictText(verdict)}
    </span>
  );
}
