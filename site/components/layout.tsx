/** The frame of every page. */
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { linkFrom, type To } from "../links.ts";
import { PAGES } from "../model/page_addresses.ts";
import type { PageOutput } from "../page.ts";
import { Preview } from "./preview.tsx";

/** A section that the contents list names. */
export interface Section {
  id: string;
  title: string;
  content: ComponentChildren;
  /** Places within it that the contents list names too. */
  places?: readonly Place[];
}

interface Place {
  id: string;
  title: string;
}

export interface PageParts {
  /** Address of the page from the site's root. */
  url: string;
  title: string;
  /** One sentence for search engines and link previews. */
  description: string;
  /** Pages above this one: title and address. */
  trail: readonly (readonly [string, string])[];
  /** Heading, answer and main figure: the first screen. */
  opening: (to: To) => ComponentChildren;
  sections: (to: To) => readonly Section[];
  /** Links are relative unless the page may be shown at any address. */
  to?: To;
  /** Whole address of the site, where it is known: for those who share the page. */
  site?: string | undefined;
  /** Address of the image that stands for the page, from the site's root. */
  image?: string;
  /** Address of a script that this page alone has, from the site's root. */
  script?: string;
  /**
   * Whether that script may start a worker, from its own memory: such a worker is under the page's policy, one
   * with an address of its own would not be.
   */
  startsWorkers?: boolean;
}

/** No inline style or script, and nothing from elsewhere. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; base-uri 'none'; form-action 'none'";
/** The site's own files may be asked for: checkers of pages look for robots.txt from within them. */
const READING = `${POLICY}; connect-src 'self'`;
/** Where somebody's files are read, no connection to anywhere. */
const WORKING = `${POLICY}; connect-src 'none'; worker-src blob:`;

/** Renders a page to the bytes of its file. */
export function renderPage(parts: PageParts): PageOutput {
  const to = parts.to ?? linkFrom(parts.url);
  const sections = parts.sections(to);
  const html = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content={parts.startsWorkers === true ? WORKING : READING}
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{parts.title}</title>
        <meta name="description" content={parts.description} />
        <Preview {...parts} to={to} />
        <link rel="icon" href={to("/icon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={to("/wallclock.css")} />
        <script src={to("/wallclock.js")} defer />
        {parts.script !== undefined && <script src={to(parts.script)} defer />}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="masthead">
          <nav aria-label="Site">
            <a class="name" href={to("/")}>Wallclock</a>
            <ul>
              {PAGES.map(({ title, url }) =>
                title !== undefined && (
                  <li>
                    <a href={to(url)} aria-current={url === parts.url ? "page" : undefined}>
                      {title}
                    </a>
                  </li>
                )
              )}
            </ul>
          </nav>
          {parts.trail.length > 0 && (
            <nav class="trail" aria-label="Pages above">
              {parts.trail.map(([title, url], index) => (
                <>
                  {index > 0 && <span aria-hidden="true">/</span>}
                  <a href={to(url)}>{title}</a>
                </>
              ))}
            </nav>
          )}
        </header>
        <div class="page">
          {sections.length > 1 && <Contents sections={sections} />}
          <main id="main">
            {parts.opening(to)}
            {sections.map(({ id, title, content }) => (
              <section aria-labelledby={id}>
                <h2 id={id}>{title}</h2>
                {content}
              </section>
            ))}
          </main>
        </div>
        <footer class="colophon">
          <p>
            Wallclock measures servers and publishes the raw output beside every figure. No figure
            here was typed: each is read from the tables of its report.
          </p>
        </footer>
      </body>
    </html>,
  );
  return { url: parts.url, content: `<!doctype html>\n${html}\n` };
}

function Contents({ sections }: { sections: readonly Section[] }) {
  return (
    <nav class="contents" aria-labelledby="contents">
      <p id="contents">On this page</p>
      <ul>
        {sections.flatMap((section): Place[] => [section, ...section.places ?? []]).map((
          { id, title },
        ) => (
          <li>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
