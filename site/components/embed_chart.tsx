/** What others paste to show a chart on their own page. */
import { embedFile, wholeAddress } from "../model/addresses.ts";
import { escapeXml } from "../model/xml.ts";
import { scenarioPage, type To } from "../links.ts";

export interface EmbedChartProps {
  report: string;
  scenario: string;
  /** The chart's element id on its page, without "chart-". */
  id: string;
  /** The chart's finding, the picture's text for those who do not see it. */
  title: string;
  /** Whole address of the site; without it the reader completes the addresses. */
  address: string | undefined;
  to: To;
}

/** A link to the picture and the markup that embeds it, closed until asked for. */
export function EmbedChart({ report, scenario, id, title, address, to }: EmbedChartProps) {
  const file = embedFile(report, scenario, id);
  const page = `${scenarioPage(report, scenario)}#chart-${id}`;
  const markup = `<a href="${escapeXml(wholeAddress(address, page))}">` +
    `<img src="${escapeXml(wholeAddress(address, file))}" alt="${escapeXml(title)}"></a>`;
  return (
    <details class="embed">
      <summary>Embed</summary>
      <p>
        <a href={to(file)}>{id}.svg</a>, with its date and source.
        {address === undefined && " Put the site’s own address before both addresses."}
      </p>
      <pre tabIndex={0}><code>{markup}</code></pre>
    </details>
  );
}
