/** What other sites read of a page when somebody shares its address, and where the feed is. */
import { FEED, wholeAddress } from "../model/addresses.ts";
import type { To } from "../links.ts";

export interface PreviewProps {
  /** Address of the page from the site's root. */
  url: string;
  title: string;
  description: string;
  /** Whole address of the site: without it nothing can name the page or its image. */
  site?: string | undefined;
  /** Address of the image that stands for the page, from the site's root. */
  image?: string | undefined;
  to: To;
}

/** Elements of a page's head. */
export function Preview({ url, title, description, site, image, to }: PreviewProps) {
  return (
    <>
      <link rel="alternate" type="application/atom+xml" title="Wallclock" href={to(FEED)} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Wallclock" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      {site !== undefined && (
        <>
          <link rel="canonical" href={wholeAddress(site, url)} />
          <meta property="og:url" content={wholeAddress(site, url)} />
        </>
      )}
      {site !== undefined && image !== undefined && (
        <>
          <meta property="og:image" content={wholeAddress(site, image)} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={title} />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      )}
    </>
  );
}
