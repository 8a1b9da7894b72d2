import { equal, match } from "node:assert/strict";
import { REPORTS_PAGE } from "../model/page_addresses.ts";
import { pagesOf, withReports } from "../testing.ts";
import reports from "./reports.page.tsx";

Deno.test("an address that is cut back to the reports' folder has them all, newest first", () =>
  withReports([{ name: "a" }, { name: "b" }], async (data) => {
    const html = String((await pagesOf(reports, data)).get(REPORTS_PAGE));
    const names = [...html.matchAll(/<small>(\w+)<\/small>/g)].map(([, name]) => name);
    equal(names.join(), data.reports.map(({ report }) => report.name).join());
    match(html, /href="a\/"/);
    match(
      html,
      /aria-current="page">Reports</,
      "the page is one of those that every page leads to",
    );
    match(html, /class="unseen">All reports, newest first</, "its lead says so already");
  }));
