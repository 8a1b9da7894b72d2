/** Shown by the host at any address that has no page, so its links start at the site's folder. */
import { renderPage } from "../components/layout.tsx";
import { REPORTS_PAGE } from "../model/page_addresses.ts";
import type { PageOutput, SiteData } from "../page.ts";

export default function* notFound(data: SiteData): Generator<PageOutput> {
  const base = data.base.endsWith("/") ? data.base.slice(0, -1) : data.base;
  yield renderPage({
    url: "/404.html",
    title: "No such page · Wallclock",
    description: "There is no page at this address.",
    trail: [],
    to: (target) => base + target,
    opening: (to) => (
      <header>
        <h1>There is no page at this address</h1>
        <p class="answer">
          Addresses of reports are never reused, and no report is deleted.{" "}
          <a href={to(REPORTS_PAGE)}>All reports</a>
        </p>
      </header>
    ),
    sections: () => [],
  });
}
