/** Sentences in which the names of reports lead to their pages. */
import { reportPage, type To } from "../../links.ts";

interface LinkedReportsProps {
  of: readonly string[];
  /** Names of the reports that have a page. */
  names: ReadonlySet<string>;
  to: To;
}

export function LinkedReports({ of, names, to }: LinkedReportsProps) {
  return (
    <ul class="plain">
      {of.map((sentence) => (
        <li key={sentence}>
          {sentence.split(/(?<=\s)|(?=[\s,;:]|\.$)/).map((word, index) =>
            names.has(word) ? <a key={index} href={to(reportPage(word))}>{word}</a> : word
          )}
        </li>
      ))}
    </ul>
  );
}
