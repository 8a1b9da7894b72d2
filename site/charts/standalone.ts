/** A chart as a picture of its own: title, units, notes and source within it, its own colours for light and dark. */
import { paletteCss } from "../model/palette_css.ts";
import { escapeXml } from "../model/xml.ts";
import type { Chart } from "./chart.ts";
import { WIDE } from "./plot.ts";
import { wrapText } from "./wrap.ts";

/** What a chart is of, before its subtitle, and where it comes from, in the picture's last line. */
export interface ChartSource {
  /** "Static files, 100KB, 1 core": no heading stands above a picture of its own. */
  of: string;
  /** "HTTP counter on a laptop, 21 November 2026, draft". */
  title: string;
  /** Address of the page that the chart is on. */
  address: string;
}

const MARGIN = 20;
const WIDTH = WIDE.width + 2 * MARGIN;
const TITLE = 20;
const TEXT = 14;
/**
 * Lines of a title, of what stands below it and of the notes: a picture of its own is as high as its words need, and a
 * caveat that is cut is none. Bounds are for words without end.
 */
const MOST = { title: 6, subtitle: 6, notes: 24 };
/** How much wider bold letters are. */
const BOLD = 1.15;

/** What the stylesheet says of charts, for the marks that need it. */
const STYLE = `svg{color:var(--muted)}text{white-space:pre}.strong,.label{fill:var(--ink)}` +
  `.quiet,.label.rest{fill:var(--muted)}.thread{fill:none;stroke-width:1;stroke-opacity:.7}` +
  `.thread.far{stroke-dasharray:1 5}`;

/** The wide drawing of a chart as an SVG file; every text in it is escaped. */
export function standaloneSvg(chart: Chart, source: ChartSource): string {
  const parts: string[] = [];
  const subtitle = `${source.of} · ${chart.subtitle}`;
  let y = MARGIN;
  const write = (text: string, size: number, className: string, most: number) => {
    const isBold = size === TITLE;
    for (const line of wrapText(text, WIDE.width, isBold ? size * BOLD : size, most)) {
      y += Math.ceil(size * 1.35);
      const bold = isBold ? ` font-weight="600"` : "";
      parts.push(
        `<text class="${className}" x="${MARGIN}" y="${y}" font-size="${size}"${bold}>` +
          `${escapeXml(line)}</text>`,
      );
    }
  };
  write(chart.title, TITLE, "strong", MOST.title);
  y += 4;
  write(subtitle, TEXT, "quiet", MOST.subtitle);
  y += 14;
  const { markup, height } = placed(chart.wide, y);
  parts.push(markup);
  y += height;
  const about = `Source: Wallclock, ${source.title}, ${source.address}`;
  write(chart.notes.join(" "), TEXT, "quiet", MOST.notes);
  write(about, TEXT, "quiet", MOST.subtitle);
  y += MARGIN;
  const description = [`${subtitle}.`, ...chart.notes, about].join(" ");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" ` +
    `viewBox="0 0 ${WIDTH} ${y}" role="img" aria-labelledby="title" aria-describedby="about" ` +
    `font-family="system-ui, sans-serif"><title id="title">${escapeXml(chart.title)}</title>` +
    `<desc id="about">${escapeXml(description)}</desc>` +
    `<style>${paletteCss().css}${STYLE}</style>` +
    `<rect width="100%" height="100%" fill="var(--paper)"/>${parts.join("")}</svg>\n`;
}

/** Tags of links, which lead nowhere from another site's page. */
const LINK = /<a(?:\s[\w:-]+="[^"]*")*\s*>|<\/a>/g;

/** A drawing of `draw()` within another picture: its own frame without role, name and links. */
function placed(svg: string, y: number): { markup: string; height: number } {
  // A value may hold ">", but never a quote: the drawing was written by an HTML serializer.
  const opening = /^<svg(?:\s[\w:-]+="[^"]*")*\s*>/.exec(svg)?.[0];
  const height = Number(/\sheight="([\d.]+)"/.exec(opening ?? "")?.[1]);
  if (opening === undefined || !(height > 0)) {
    throw new RangeError("a drawing begins with <svg> and has a height");
  }
  const frame = opening.replace(/\s(?:role|class|aria-label|xmlns(?::\w+)?)="[^"]*"/g, "")
    .replace(/^<svg/, `<svg x="${MARGIN}" y="${y}" overflow="visible"`);
  const inner = svg.slice(opening.length).replace(LINK, "")
    // The one entity of HTML that XML does not know.
    .replaceAll("&nbsp;", "&#160;");
  return { markup: frame + inner, height };
}
