/** The image that stands for a report where its address is shared: 1200 x 630, drawn as SVG first. */
import { direction } from "../charts/chart.ts";
import { cutText, wrapText } from "../charts/wrap.ts";
import { capital, formatDate, formatHost, withoutMonth } from "../format.ts";
import type { ReportView } from "../page.ts";
import { COLOURED, type Slots, styleOf } from "../palette.ts";
import { answersOf, answerText, warningOf } from "./answer.ts";
import { type CorrectionOf, correctionOf, DAGGER } from "./corrections.ts";
import { paletteCss } from "./palette_css.ts";
import { FONT } from "./png.ts";
import { valueOf } from "./sentences.ts";
import type { Standing, Standings } from "./standings.ts";
import { centreOf, intervalOf } from "./values.ts";
import { escapeXml } from "./xml.ts";

export const CARD = { width: 1200, height: 630 } as const;

const MARGIN = 64;
const ROOM = CARD.width - 2 * MARGIN;
const ROWS = 5;
const ROW = 34;

/** Sizes of a title: smaller where that keeps it on one line. */
const TITLES = [50, 46, 42] as const;

/** Letters of an answer above bars, and of one that has the card to itself. */
const BESIDE = { font: 32, line: 40, most: 4 } as const;
const ALONE = { font: 42, line: 54, most: 6 } as const;

/** How wide the card's font runs, beside the system fonts that `textWidth` is for. */
const FONT_WIDTH = 0.88;

/** The card as SVG; every text of the report is escaped, and cut where it has no room. */
export function cardSvg(view: ReportView, slots: Slots): string {
  const { light } = paletteCss();
  const { manifest, environment } = view.report;
  const [answer] = answersOf(view);
  const warning = warningOf(view);
  const ink = light("--ink");
  const muted = light("--muted");
  const parts: string[] = [];
  const write = (text: string, y: number, size: number, more: TextStyle = {}) => {
    const { x = MARGIN, bold = false, fill = ink, anchor = "start" } = more;
    parts.push(
      `<text x="${x}" y="${y}" font-size="${size}" font-weight="${bold ? 600 : 400}" ` +
        `fill="${fill}" text-anchor="${anchor}">${escapeXml(text)}</text>`,
    );
  };

  write("Wallclock", 84, 30, { bold: true });
  const date = formatDate(manifest.created);
  const isTakenBack = warning === "Retracted" || warning === "Superseded";
  write(warning === "" ? date : `${warning} · ${date}`, 84, 28, {
    x: CARD.width - MARGIN,
    anchor: "end",
    fill: isTakenBack ? light("--warning") : muted,
  });
  parts.push(rule(104, light("--rule")));

  // The month stands above, with its day.
  const title = withoutMonth(manifest.title, manifest.created);
  let y = 104;
  const linesOf = (size: number) => wrapText(plain(title), ROOM, size * FONT_WIDTH, 2);
  const size = TITLES.find((size) => linesOf(size).length === 1) ?? TITLES[0];
  for (const line of linesOf(size)) {
    write(line, y += 58, size, { bold: true });
  }
  const rows = answer?.board?.standings.slice(0, ROWS) ?? [];
  const of = correctionOf(view.standing);
  const top = CARD.height - 80 - rows.length * ROW;
  y += 14;
  const text = answer === undefined ? "" : plain(answerText(answer));
  const { font, line: height, most } = rows.length === 0 ? ALONE : BESIDE;
  const lines = Math.max(1, Math.min(most, Math.floor((top - 40 - y) / height)));
  for (const line of wrapText(text, ROOM, font * FONT_WIDTH, lines)) {
    write(line, y += height, font);
  }

  if (answer?.board !== undefined && rows.length > 0) {
    write(captionOf(answer.board, of), top - 6, 20, { fill: muted });
  }
  parts.push(...rows.flatMap((row, index) => bar(row, rows, top + index * ROW, slots, of)));
  parts.push(rule(CARD.height - 70, light("--rule")));
  write(
    cutText(plain(`${formatHost(environment)} · ${view.report.name}`), ROOM, 24),
    CARD.height - 34,
    24,
    {
      fill: muted,
    },
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" ` +
    `font-family="${FONT}"><rect width="100%" height="100%" fill="${light("--paper")}"/>` +
    `${parts.join("")}</svg>`;
}

interface TextStyle {
  x?: number;
  bold?: boolean;
  fill?: string;
  anchor?: "start" | "end";
}

/** "Goodput, best of each · higher is better · line: 95 % interval · † taken back or replaced since". */
function captionOf({ ranked, standings }: Standings, of: CorrectionOf): string {
  const metric = capital(ranked.title);
  const shown = standings.slice(0, ROWS);
  const isSure = shown.some(({ value }) => intervalOf(value.summary));
  return [
    `${metric}, best of each`,
    direction(ranked.better),
    ...(isSure ? ["line: 95\u00a0% interval"] : []),
    ...(shown.some(({ value }) => of(value.summary) !== undefined)
      ? [`${DAGGER} taken back or replaced since`]
      : []),
  ].join(" · ");
}

/** Without signs that control a terminal or turn the direction of text; no longer than a card can show. */
function plain(text: string): string {
  return text.slice(0, 1000).replace(/[\p{Cc}\p{Cf}]/gu, "");
}

function rule(y: number, colour: string): string {
  return `<path d="M${MARGIN},${y}H${CARD.width - MARGIN}" stroke="${colour}"/>`;
}

/** One implementation: name, bar from zero, value. */
function bar(
  row: Standing,
  rows: readonly Standing[],
  y: number,
  slots: Slots,
  of: CorrectionOf,
): string[] {
  const { light } = paletteCss();
  const label = 300;
  const value = 190;
  const { summary } = row.value;
  const interval = intervalOf(summary);
  const most = Math.max(...rows.map((each) => endOf(each)));
  const place = (size: number) => most <= 0 ? 0 : Math.max(0, size / most) * (ROOM - label - value);
  const width = Math.max(2, place(centreOf(summary)));
  const names = new Set(rows.slice(0, COLOURED).map(({ series }) => series.name));
  const { colour } = styleOf(row.series.name, slots, names);
  const name = cutText(plain(row.series.title), label - 16, 22 * FONT_WIDTH);
  const figure = plain(`${valueOf(row)}${of(summary) === undefined ? "" : DAGGER}`);
  const start = MARGIN + label;
  const end = start + Math.max(width, place(endOf(row)));
  return [
    `<text x="${MARGIN}" y="${y + 25}" font-size="22" fill="${light("--ink")}">` +
    `${escapeXml(name)}</text>`,
    `<rect x="${start}" y="${y + 7}" width="${width.toFixed(1)}" height="${ROW - 14}" ` +
    `fill="${light(colour)}" fill-opacity="0.7"/>`,
    ...(interval === undefined ? [] : [
      `<path d="M${(start + place(interval.low)).toFixed(1)},${y + ROW / 2}` +
      `H${(start + place(interval.high)).toFixed(1)}" stroke="${
        light("--ink")
      }" stroke-width="2"/>`,
    ]),
    `<text x="${(end + 12).toFixed(1)}" y="${y + 25}" font-size="22" fill="${light("--ink")}">` +
    `${escapeXml(cutText(figure, value - 12, 22 * FONT_WIDTH))}</text>`,
  ];
}

/** The largest value that is drawn of a row. */
function endOf({ value: { summary } }: Standing): number {
  return Math.max(centreOf(summary), intervalOf(summary)?.high ?? 0);
}
