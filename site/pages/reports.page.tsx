/** All reports on a page of their own, at the address that all of theirs begin with. */
import { renderPage } from "../components/layout.tsx";
import { ReportsTable } from "../components/reports_table.tsx";
import { formatCount } from "../format.ts";
import { REPORTS_PAGE } from "../model/page_addresses.ts";
import type { PageOutput, SiteData } from "../page.ts";

export default function* reports(data: SiteData): Generator<PageOutput> {
  const count = formatCount(data.reports.length, "report");
  yield renderPage({
    site: data.address,
    url: REPORTS_PAGE,
    title: "Reports · Wallclock",
    description: `${count}, newest first, with what became of each.`,
    trail: [],
    opening: (to) => (
      <>
        <header>
          <h1>Reports</h1>
          <p class="answer">
            {count}, newest first. What a later report takes back or replaces is said here and on
            its page; no report is deleted.
          </p>
        </header>
        <ReportsTable views={data.reports} to={to} quiet />
      </>
    ),
    sections: () => [],
  });
}
