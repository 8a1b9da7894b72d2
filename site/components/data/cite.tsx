/** How to cite a report. */
import { type Citation } from "../../model/citation.ts";
import { LinkedText } from "../linked_text.tsx";

export function Cite({ citation: { sentence, bibtex } }: { citation: Citation }) {
  return (
    <>
      <p class="citation">
        <LinkedText text={sentence} />
      </p>
      <pre tabIndex={0}><code>{bibtex}</code></pre>
      <p>
        A report is never rewritten: an erratum is a new report, and the page of the old one says
        so. The checksum tells which files were meant.
      </p>
    </>
  );
}
