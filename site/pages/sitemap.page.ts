/**
 * Every page for search engines (sitemaps.org, protocol 0.9). The protocol takes whole addresses alone, so there
 * is none where the site's address is not known.
 */
import { SITEMAP, wholeAddress } from "../model/addresses.ts";
import { allPages } from "../model/all_pages.ts";
import { escapeXml } from "../model/xml.ts";
import type { PageOutput, SiteData } from "../page.ts";

export default function* sitemap(data: SiteData): Generator<PageOutput> {
  const { address } = data;
  if (address === undefined) return;
  const entries = allPages(data).map(({ url, changed }) => {
    const time = changed === undefined ? "" : `<lastmod>${changed}</lastmod>`;
    return `  <url><loc>${escapeXml(wholeAddress(address, url))}</loc>${time}</url>\n`;
  });
  const content = `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join("")}</urlset>
`;
  yield { url: SITEMAP, content };
}
