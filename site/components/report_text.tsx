/** The text of a report, from report.md. */

/** Shows HTML that {@linkcode renderMarkdown} made; nothing else may be passed. */
export function ReportText({ html }: { html: string }) {
  return <div class="text" dangerouslySetInnerHTML={{ __html: html }} />;
}
