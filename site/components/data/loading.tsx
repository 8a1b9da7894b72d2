/** Programs that load the tables. */
import { type SnippetInput, snippetsFor } from "../../model/snippets.ts";

export function Loading({ input, whole }: { input: SnippetInput; whole: boolean }) {
  return (
    <>
      <p>
        The summary of one report; every other table loads alike. Where the status is “lower bound”
        the true value is the median or better; what is withheld is left out.
        {!whole && " Put the site’s own address before the folder, or unpack an archive."}
      </p>
      {snippetsFor(input).map(({ id, title, note, code }) => (
        <>
          <h3 id={`load-${id}`}>{title}</h3>
          <p>{note}</p>
          <pre tabIndex={0}><code>{code}</code></pre>
        </>
      ))}
    </>
  );
}
