import { deepEqual, equal, match, ok } from "node:assert/strict";
import { faultOfXml } from "../model/testing.ts";
import { siteData } from "../page.ts";
import { pagesOf, withReports } from "../testing.ts";
import feed from "./feed.page.ts";
import robots from "./robots.page.ts";
import sitemap from "./sitemap.page.ts";

const HOSTILE = `]]><script>alert(1)</script>&amp;'"\u0007\ud800\u202e`;
const SMALL = { implementations: 2, loads: 1, trials: 1 };

function all(text: unknown, pattern: RegExp): string[] {
  return [...String(text).matchAll(pattern)].map((match) => match[1] as string);
}

Deno.test("the feed lists dated reports, newest first, with whole addresses where there is one", () =>
  withReports(
    [
      { ...SMALL, name: "a", created: "2026-01-02T03:04:05.678Z" },
      { ...SMALL, name: "b", created: "2026-02-01", hostile: HOSTILE },
      { ...SMALL, name: "c" },
    ],
    async (made) => {
      const reports = made.reports.map(({ report }) =>
        report.name === "c" ? { ...report, manifest: { ...report.manifest, created: "" } } : report
      );
      const data = siteData(reports, "/", made.address);
      const text = (await pagesOf(feed, data)).get("/feed.xml");
      equal(faultOfXml(String(text)), undefined);
      deepEqual(all(text, /<updated>(.*?)<\/updated>/g), [
        "2026-02-01T00:00:00Z",
        "2026-02-01T00:00:00Z",
        "2026-01-02T03:04:05Z",
      ]);
      deepEqual(all(text, /href="(.*?)"/g), [
        "https://a.example/w/feed.xml",
        "https://a.example/w/",
        "https://a.example/w/reports/b/",
        "https://a.example/w/reports/a/",
      ]);
      const ids = all(text, /<id>(.*?)<\/id>/g);
      equal(new Set(ids).size, 3);
      for (const id of ids) match(id, /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      match(String(text), /<summary>.*\.<\/summary>/);
      ok(!String(text).includes("<script"));
      const nowhere = siteData(reports);
      const relative = (await pagesOf(feed, nowhere)).get("/feed.xml");
      deepEqual(all(relative, /href="(.*?)"/g), ["feed.xml", "./", "reports/b/", "reports/a/"]);
      deepEqual(all(relative, /<id>(.*?)<\/id>/g), ids);
    },
    "https://a.example/w/",
  ));

Deno.test("an erratum moves the earlier report's entry up, under what became of it", () =>
  withReports(
    [
      { ...SMALL, name: "early", created: "2026-01-01" },
      {
        ...SMALL,
        name: "late",
        created: "2026-03-01",
        errata: [{ report: "early", state: "retracted", reason: "It was wrong." }],
      },
    ],
    async (data) => {
      const text = String((await pagesOf(feed, data)).get("/feed.xml"));
      const early = text.split("<entry>").find((entry) => entry.includes("reports/early/")) ?? "";
      match(early, /<title>Retracted: /);
      match(early, /<updated>2026-03-01T00:00:00Z</);
      match(early, /<published>2026-01-01T00:00:00Z</);
    },
  ));

Deno.test("an entry that moved up for some of its results or words says so", () => {
  const entryWith = async (erratum: { implementation?: string; words?: string }) => {
    const errata = [{ report: "early", state: "retracted" as const, reason: "So.", ...erratum }];
    let found = "";
    await withReports([
      { ...SMALL, name: "early", created: "2026-01-01" },
      { ...SMALL, name: "late", created: "2026-03-01", errata },
    ], async (data) => {
      const text = String((await pagesOf(feed, data)).get("/feed.xml"));
      found = text.split("<entry>").find((entry) => entry.includes("reports/early/")) ?? "";
    });
    return found;
  };
  return Promise.all([
    { implementation: "alder" },
    { words: "made up" },
  ].map(async (erratum) => {
    const entry = await entryWith(erratum);
    match(entry, /Retracted in part by a later report\.<\/summary>/);
    match(entry, /<updated>2026-03-01T00:00:00Z</);
    match(entry, /<title>(?!Retracted)/);
  })).then(() => undefined);
});

Deno.test("without reports the feed is empty and still a feed", async () => {
  const text = String((await pagesOf(feed, siteData([]))).get("/feed.xml"));
  equal(faultOfXml(text), undefined);
  match(text, /<updated>1970-01-01T00:00:00Z<\/updated>/);
});

Deno.test("sitemap and its line in robots.txt are there only where the site's address is known", () =>
  withReports(
    [{ ...SMALL, name: "a" }],
    async (data) => {
      const text = String((await pagesOf(sitemap, data)).get("/sitemap.xml"));
      equal(faultOfXml(text), undefined);
      const addresses = all(text, /<loc>(.*?)<\/loc>/g);
      ok(addresses.includes("https://a.example/w/reports/a/"));
      ok(addresses.every((address) => address.startsWith("https://a.example/w/")));
      match(
        String((await pagesOf(robots, data)).get("/robots.txt")),
        /\nSitemap: https:\/\/a\.example\/w\/sitemap\.xml\n$/,
      );
      const nowhere = siteData(data.reports.map(({ report }) => report));
      equal((await pagesOf(sitemap, nowhere)).size, 0);
      equal((await pagesOf(robots, nowhere)).get("/robots.txt"), "User-agent: *\nAllow: /\n");
    },
    "https://a.example/w/",
  ));

Deno.test("the check of XML sees what a reader would refuse", () => {
  for (
    const bad of ["<a>", "<a/><b/>", "<a b='c'/>", "<a>&nbsp;</a>", '<a x="<"/>', "<a></b>", "x"]
  ) ok(faultOfXml(bad) !== undefined, bad);
  equal(faultOfXml(`<?xml version="1.0"?>\n<a b="&lt;"><c/>x &amp; y</a>\n`), undefined);
});
