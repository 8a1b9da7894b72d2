/** An image per report for link previews; unchanged cards come from the cache of the last build. */
import { cardFile } from "../model/addresses.ts";
import { cardSvg } from "../model/card.ts";
import { madeOnce } from "../model/made_once.ts";
import { drawPng, RENDERER } from "../model/png.ts";
import type { PageOutput, SiteData } from "../page.ts";

export const scope = "report";

export default async function* cards({ reports, slots }: SiteData): AsyncGenerator<PageOutput> {
  for (const view of reports) {
    const { name } = view.report;
    const svg = cardSvg(view, slots);
    const content = await madeOnce(`card.${name}`, `${RENDERER}\n${svg}`, () => drawPng(svg));
    yield { url: cardFile(name), content };
  }
}
