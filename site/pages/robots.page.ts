/** Everything may be read; the sitemap is named where there is one. */
import { SITEMAP, wholeAddress } from "../model/addresses.ts";
import type { PageOutput, SiteData } from "../page.ts";

export default function* robots({ address }: SiteData): Generator<PageOutput> {
  const lines = ["User-agent: *", "Allow: /"];
  if (address !== undefined) lines.push(`Sitemap: ${wholeAddress(address, SITEMAP)}`);
  yield { url: "/robots.txt", content: `${lines.join("\n")}\n` };
}
