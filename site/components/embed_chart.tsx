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

/** A chart of a report's scenario for other people's pages. */
export function EmbedChart({ report, scenario, ...rest }: EmbedChartProps) {
  return (
    <Embed
      {...rest}
      file={embedFile(report, scenario, rest.id)}
      page={scenarioPage(report, scenario)}
    />
  );
}

interface EmbedProps extends Omit<EmbedChartProps, "report" | "scenario"> {
  /** Address of the picture. */
  file: string;
  /** The page that the chart is on. */
  page: string;
}

/** A link to the picture and the markup that embeds it, closed until asked for. */
export function Embed({ file, page, id, title, address, to }: EmbedProps) {
  const place = `${page}#chart-${id}`;
  const markup = `<a href="${escapeXml(wholeAddress(address, place))}">` +
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
