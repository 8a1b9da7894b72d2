/** A list of sentences. */
import { keepUnits } from "../format.ts";

export function Sentences({ of }: { of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="plain">
      {of.map((sentence) => <li key={sentence}>{keepUnits(sentence)}</li>)}
    </ul>
  );
}
