import assert from "node:assert/strict";
import type { Summary } from "../pipeline/report.ts";
import { withheldHeadlines } from "./headlines.ts";
import { judgedMarkdown } from "./normalize.ts";

const MANIFEST = {
  title: "A <b>title</b> | more",
  scenarios: [{ name: "s", ranked_by: { metric: "goodput", statistic: "mean" } }],
  implementations: [
    { name: "a", scenario: "s", state: "measured" },
    { name: "gone", scenario: "s", state: "missing" },
  ],
  failures: [],
};

const row = (load: number, median: number, status: string, more = {}) => ({
  scenario: "s",
  implementation: "a",
  case: "",
  load,
  load_unit: "connections",
  metric: "goodput",
  statistic: "mean",
  median,
  status,
  findings: status === "withheld" ? ["littles-law"] : [],
  ...more,
});

const headlines = (rows: unknown[]) => withheldHeadlines(MANIFEST as never, rows as Summary[]);

Deno.test("a headline that stands, or is a lower bound, is not withheld", () => {
  assert.deepEqual(headlines([row(1, 10, "withheld"), row(8, 20, "ok")]), []);
  assert.deepEqual(headlines([row(8, 20, "lower bound")]), []);
});

Deno.test("a withheld value above all that stand is a withheld headline, whatever comes first", () => {
  const rows = [row(1, 10, "ok"), row(8, 20, "withheld")];
  const expected = [
    { scenario: "s", implementation: "a", place: "8 connections", reason: "littles-law" },
  ];
  assert.deepEqual(headlines(rows), expected);
  assert.deepEqual(headlines(rows.toReversed()), expected);
});

Deno.test("every case has a headline of its own", () => {
  const rows = [
    row(1, 10, "withheld", { case: "64B" }),
    row(8, 20, "ok", { case: "1KiB" }),
    row(8, 5, "ok", { case: "64B" }),
  ];
  assert.deepEqual(headlines(rows).map(({ place }) => place), ["64B 1 connections"]);
});

Deno.test("of a metric of which less is better the least is the headline", () => {
  const ranked = {
    ...MANIFEST,
    scenarios: [{ name: "s", ranked_by: { metric: "latency", statistic: "p99" } }],
  };
  const of = (rows: unknown[]) => withheldHeadlines(ranked as never, rows as Summary[]).length;
  const latency = { metric: "latency", statistic: "p99" };
  const [least, most] = [row(1, 1, "withheld", latency), row(8, 2, "ok", latency)];
  assert.equal(of([least, most]), 1);
  assert.equal(of([{ ...least, status: "ok" }, { ...most, status: "withheld" }]), 0);
});

Deno.test("a measured implementation without the ranked metric has no headline; a missing one needs none", () => {
  assert.deepEqual(
    headlines([row(1, 10, "ok", { metric: "latency" })]).map((each) => each.reason),
    [
      "it has no goodput at all",
    ],
  );
});

Deno.test("a headline is judged by the figures of its own scenario, implementation and statistic alone", () => {
  const rows = [row(1, 10, "ok")];
  const others = [
    { scenario: "t" },
    { implementation: "b" },
    { metric: "throughput" },
    { statistic: "max" },
  ];
  for (const other of others) {
    assert.deepEqual(
      headlines([...rows, row(8, 20, "withheld", other)]),
      [],
      JSON.stringify(other),
    );
  }
  const elsewhere = { name: "b", scenario: "t", state: "measured" };
  const both = { ...MANIFEST, implementations: [...MANIFEST.implementations, elsewhere] };
  assert.deepEqual(withheldHeadlines(both as never, rows as never), []);
  const unranked = { ...MANIFEST, scenarios: [{ name: "s" }] };
  assert.deepEqual(withheldHeadlines(unranked as never, [row(8, 20, "withheld")] as never), []);
  const noLoad = row(8, 20, "withheld", { load: null, load_unit: "", case: "64B" });
  assert.deepEqual(headlines([noLoad]).map(({ place }) => place), ["64B"]);
});

Deno.test("the page of a run has each headline that is withheld and each failure in a table", () => {
  const failures = [{ implementation: "b", trial: "t-1", kind: "timeout", message: "no answer" }];
  const page = (rows: unknown[], more = {}) =>
    judgedMarkdown({
      name: "report-x",
      manifest: { ...MANIFEST, title: "Winter", ...more } as never,
      claims: [],
      findings: [],
      withheld: headlines(rows),
    });
  assert.deepEqual(page([row(8, 20, "withheld")], { failures }).split("\n"), [
    "## report-x: is not published",
    "",
    "Winter. 0 claims; nothing found.",
    "",
    "The audit withholds what would be the headline of these implementations. Find out why, then measure " +
    "again under another tag.",
    "",
    "| scenario | implementation | at | withheld by |",
    "| --- | --- | --- | --- |",
    "| s | a | 8 connections | littles-law |",
    "",
    "Failures of the run, which the report names:",
    "",
    "| implementation | trial | what | message |",
    "| --- | --- | --- | --- |",
    "| b | t-1 | timeout | no answer |",
    "",
  ]);
  assert.deepEqual(page([row(8, 20, "ok")]).split("\n"), [
    "## report-x: may be published",
    "",
    "Winter. 0 claims; nothing found.",
    "",
  ]);
});

Deno.test("the page of a run says what is withheld, and names make no markup", () => {
  const withheld = headlines([row(8, 20, "withheld", { findings: ["<script>|`x`"] })]);
  const markdown = judgedMarkdown({
    name: "report-x",
    manifest: MANIFEST as never,
    claims: [],
    findings: [],
    withheld,
  });
  assert.match(markdown, /is not published/);
  assert.doesNotMatch(markdown, /<script|<b>|`x`/);
  assert.equal(markdown.split("\n").filter((line) => /^\| s \|/.test(line)).length, 1);
});

Deno.test("the page of a run counts what the findings do, in the words of the audit", () => {
  const severities = ["warn", "withhold", "note", "withhold"];
  const markdown = judgedMarkdown({
    name: "report-x",
    manifest: MANIFEST as never,
    claims: [],
    findings: severities.map((severity) => ({ severity })) as never,
    withheld: [],
  });
  assert.match(markdown, / 0 claims; 2 findings withhold values, 1 warns, 1 is a note\.\n/);
});
