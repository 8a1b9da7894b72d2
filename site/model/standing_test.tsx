import { deepEqual, equal, match } from "node:assert/strict";
import { render } from "preact-render-to-string";
import { makeReport } from "../../tests/make_report.ts";
import { readManifest, writeManifest } from "../../pipeline/report.ts";
import { EarlierNotices, StandingBanner, WordsNotices } from "../components/standing_banner.tsx";
import { linkFrom, reportPage } from "../links.ts";
import { loadReports } from "./report.ts";
import { type ReportStanding, standingsOfReports } from "./standing.ts";

const ERRATUM = { state: "retracted" as const, reason: "The clock stood still." };

/** Three reports: the second corrects two results of the first, the third replaces the second. */
async function standings(): Promise<Map<string, ReportStanding>> {
  const dataFolder = await Deno.makeTempDir();
  try {
    for (const [index, name] of ["first", "second", "third"].entries()) {
      const folder = await makeReport({
        ...{ dataFolder, name, implementations: 2, loads: 1, trials: 1, troubled: false },
        created: `2026-01-0${index + 1}`,
      });
      const manifest = await readManifest(folder);
      const at = { ...ERRATUM, report: "first", implementation: "alder" };
      if (name === "second") {
        manifest.errata = [
          { ...at, load: 1 },
          { ...at, limits: "2 <cores>" },
          { ...at, load: 1, metric: "latency", statistic: "p99.9" },
        ];
      }
      if (name === "third") {
        manifest.supersedes = "second";
        manifest.errata = [{ ...ERRATUM, report: "first", words: 'the "host" <was> another' }];
      }
      await writeManifest(folder, manifest);
    }
    return standingsOfReports((await loadReports(dataFolder)).reports);
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
}

const found = await standings();

function banner(name: string, Notices = StandingBanner): string {
  const standing = found.get(name) as ReportStanding;
  const titleOf = (report: string) => found.has(report) ? `title of ${report}` : undefined;
  return render(
    <Notices standing={standing} titleOf={titleOf} to={linkFrom(reportPage(name))} />,
  );
}

Deno.test("standingsOfReports() gathers what one report says for one reason", () => {
  const first = found.get("first");
  equal(first?.state, "published");
  deepEqual(first?.results, [{
    ...ERRATUM,
    report: "second",
    source: "",
    places: ["C Alder, load 1", "C Alder, 2 <cores>", "C Alder, load 1, latency, p99.9"]
      .map((text) => ({ implementation: "alder", text })),
  }]);
  deepEqual(found.get("second")?.earlier, [
    {
      ...{ name: "first", what: "results" },
      reasons: [
        `C Alder, load 1; C Alder, 2 <cores>; C Alder, load 1, latency, p99.9: ${ERRATUM.reason}`,
      ],
    },
  ]);
  deepEqual(found.get("third")?.earlier, [
    { name: "second", what: "all", reasons: [] },
    {
      ...{ name: "first", what: "words" },
      reasons: [`“the "host" <was> another”: ${ERRATUM.reason}`],
    },
  ]);
  equal(found.get("second")?.state, "superseded");
});

Deno.test("the old page leads to the new one, and the new one to the old", () => {
  match(
    banner("first"),
    /class="notice retracted".*Retracted in part by <a href="\.\.\/second\/">title of second<\/a>: C Alder, load 1; C Alder, 2 &lt;cores>; C Alder, load 1, latency, p99\.9\. The clock/,
  );
  match(banner("second"), /class="notice superseded">Superseded by <a href="\.\.\/third\/">/);
  match(
    banner("second", EarlierNotices),
    /Corrects results of <a href="\.\.\/first\/">title of first<\/a>: C Alder, load 1; C Alder, 2 &lt;cores>; .*: The clock stood still\./,
  );
  equal(banner("second").includes("Corrects"), false, "above its own answer");
  match(banner("third"), /^<p class="notice">Replaces <a href="\.\.\/second\/">[^<]*<\/a>\.<\/p>/);
});

Deno.test("words of a text that a later report takes back are named on both pages", () => {
  match(
    banner("first"),
    /class="notice retracted">1.passage of the text is retracted: <a href="#erratum-1">/,
  );
  match(
    banner("first", WordsNotices),
    /class="notice retracted" id="erratum-1">Words of the text retracted by <a href="\.\.\/third\/">title of third<\/a>, “the &quot;host&quot; &lt;was> another”: The clock stood still\./,
  );
  match(
    banner("third", EarlierNotices),
    /Corrects words of <a href="\.\.\/first\/">title of first<\/a>: “the &quot;host&quot; .*”: The clock/,
  );
});

Deno.test("where a correction is said is a link where it is an address, and text where it is not", () => {
  const by = (source: string): ReportStanding => ({
    ...{ state: "retracted", parts: [], words: [], results: [], earlier: [] },
    by: [{ ...ERRATUM, report: "second", source }],
    cells: () => undefined,
  });
  const to = linkFrom("/reports/a/");
  const shown = (source: string) =>
    render(<StandingBanner standing={by(source)} titleOf={() => undefined} to={to} />);
  match(
    shown("https://a.example/b?c&d"),
    /stood still\.<span class="place"> <a href="https:\/\/a\.example\/b\?c&amp;d">https:/,
  );
  match(
    shown(`https://a.example/of/${"0123456789".repeat(4)}/NOTES.md?c`),
    /<a href="https:\/\/a\.example\/of\/(?:\d{10}){4}\/NOTES\.md\?c" class="shortened">a\.example\/…\/NOTES\.md</,
  );
  for (const source of ["Smith 2026, page 3", "javascript:alert(1)", "/etc/passwd"]) {
    equal(shown(source).includes("<a"), false, source);
  }
});

Deno.test("a report of which nothing is said has no banner", () => {
  const alone: ReportStanding = {
    ...{ state: "published", by: [], parts: [], words: [], results: [], earlier: [] },
    cells: () => undefined,
  };
  const to = linkFrom("/reports/a/");
  equal(render(<StandingBanner standing={alone} titleOf={() => undefined} to={to} />), "");
});

Deno.test("of many results that one reason takes back the notice says how many, and lists them where asked", () => {
  const places = [1, 2, 4, 8].map((load) => ({ implementation: "a", text: `A, load ${load}` }));
  const first = found.get("first") as ReportStanding;
  const [corrected] = first.results;
  const results = corrected === undefined ? [] : [{ ...corrected, places }];
  const html = render(
    <StandingBanner
      standing={{ ...first, results }}
      titleOf={() => "later"}
      to={linkFrom(reportPage("first"))}
    />,
  ).replaceAll("\u00a0", " ");
  match(html, /<div class="notice retracted"><p>Retracted in part by .*: 4 results\. The clock/);
  match(html, /<summary>Which<\/summary><ul><li ?>A, load 1<\/li>.*<li ?>A, load 8<\/li><\/ul>/);
});
