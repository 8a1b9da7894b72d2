/** A list of sentences. */
import { unbroken } from "../unbroken.ts";

export function Sentences({ of }: { of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="plain">
      {of.map((sentence) => <li key={sentence}>{unbroken(sentence)}</li>)}
    </ul>
  );
}
