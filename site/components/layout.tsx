/** The frame of every page. */
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { linkFrom, type To } from "../links.ts";
import type { PageOutput } from "../page.ts";

/** A section that the contents list names. */
export interface Section {
  id: string;
  title: string;
  content: ComponentChildren;
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
}

/** No inline style or script, nothing from elsewhere. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; base-uri 'none'; form-action 'none'";

/** Renders a page to the bytes of its file. */
export function renderPage(parts: PageParts): PageOutput {
  const to = parts.to ?? linkFrom(parts.url);
  const sections = parts.sections(to);
  const html = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{parts.title}</title>
        <meta name="description" content={parts.description} />
        <link rel="icon" href={to("/icon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={to("/wallclock.css")} />
        <script src={to("/wallclock.js")} defer />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="masthead">
          <nav aria-label="Site">
            <a class="name" href={to("/")}>Wallclock</a>
            {parts.trail.map(([title, url]) => (
              <>
                <span aria-hidden="true">/</span>
                <a href={to(url)}>{title}</a>
              </>
            ))}
          </nav>
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
        {sections.map(({ id, title }) => (
          <li>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
