import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { leadersOf, siteData } from "../page.ts";
import { withReports } from "../testing.ts";
import { answersOf, answerText, tellingBoard, warningOf } from "./answer.ts";
import type { Board } from "./boards.ts";
import { headline } from "./sentences.ts";
import { loadReport } from "./report.ts";
import { standingsOf } from "./standings.ts";
import { series } from "./testing.ts";

const FOLDER = decodeURIComponent(
  new URL("../../data/published-speech-gateway", import.meta.url).pathname,
);

Deno.test("a search is answered by what is sustained on the fewest cores, and how sure that is", async () => {
  const [view] = siteData([await loadReport("published-speech-gateway", FOLDER)]).reports;
  const [answer] = view === undefined ? [] : answersOf(view);
  equal(answer?.board, undefined);
  match(
    answer?.sentence ?? "",
    /^On 1 core C\+\+ .*sustains most, 4,450\Wsessions, .* (a second run|twice)\.$/,
  );
  match(view?.digest.answers[0] ?? "", /: On 1 core C\+\+ /);
});

Deno.test("where nothing is ranked the answer is what the first chart found, or else what the scenario is about", async () => {
  const folder = FOLDER.replace("published-speech-gateway", "published-echo");
  const report = await loadReport("published-echo", folder);
  const sentenceOf = (summary: typeof report.tables.summary) => {
    const [view] = siteData([{ ...report, tables: { ...report.tables, summary } }]).reports;
    return view === undefined ? undefined : answersOf(view)[0]?.sentence;
  };
  match(sentenceOf(report.tables.summary) ?? "", /^Divided by CPU time, .* Trantor most\.$/);
  const others = report.tables.summary.filter((row) => !row.case.includes("BM_"));
  equal(sentenceOf(others), report.manifest.scenarios[0]?.about);
});

Deno.test("the leaders of a search are those that sustain most, most first", async () => {
  const [view] = siteData([await loadReport("published-speech-gateway", FOLDER)]).reports;
  const four = ["cpp-uwebsockets", "java-helidon", "bun-serve", "go-net-http"];
  const [one, two] = leadersOf(view?.scenarios ?? []).map((names) =>
    names.filter((name) => four.includes(name))
  );
  deepEqual(one, four);
  deepEqual(two?.filter((name) => /^(java|go)-/.test(name)), ["go-net-http", "java-helidon"]);
});

Deno.test("what is ranked is answered by its headline", () =>
  withReports([{ name: "a", implementations: 3, loads: 2, trials: 3 }], (data) => {
    const [view] = data.reports;
    const [answer] = view === undefined ? [] : answersOf(view);
    equal(answer?.sentence, answer?.board === undefined ? "" : headline(answer.board));
    return Promise.resolve();
  }));

Deno.test("an answer that rests on a result says whether a later report takes it back", () =>
  withReports([
    { name: "a", implementations: 3, loads: 1, trials: 3 },
    {
      ...{ name: "b", implementations: 3, loads: 1, trials: 3, created: "2026-02-02" },
      errata: [{
        report: "a",
        state: "retracted",
        implementation: "alder",
        reason: "its probe was load",
        source: "",
      }],
    },
  ], (data) => {
    const view = data.reports.find(({ report }) => report.name === "a");
    const [answer] = view === undefined ? [] : answersOf(view);
    const standing = answer?.board === undefined ? "" : headline(answer.board);
    equal(
      answer?.sentence,
      standing.replace(/\.$/, ", as published; a later report takes back C Alder."),
    );
    match(view?.digest.answers[0] ?? "", /takes back C Alder\.$/);
    return Promise.resolve();
  }));

Deno.test("an answer says so of the figure that it rests on, and of no other of the same cell", () => {
  const report = { name: "a", implementations: 3, loads: 1, trials: 3 };
  const erratum = {
    ...{ report: "a", state: "retracted" as const, implementation: "alder" },
    ...{ reason: "its probe was load", source: "" },
  };
  const sentenceWith = async (figure: { metric: string; statistic: string }) => {
    let sentence = "";
    const later = { ...report, name: "b", created: "2026-02-02" };
    await withReports([report, { ...later, errata: [{ ...erratum, ...figure }] }], (data) => {
      const view = data.reports.find(({ report }) => report.name === "a");
      sentence = view === undefined ? "" : answersOf(view)[0]?.sentence ?? "";
      return Promise.resolve();
    });
    return sentence;
  };
  return Promise.all([
    sentenceWith({ metric: "goodput", statistic: "mean" }),
    sentenceWith({ metric: "latency", statistic: "p99" }),
  ]).then(([ranked, other]) => {
    match(ranked ?? "", /, as published; a later report takes back C Alder\.$/);
    doesNotMatch(other ?? "", /as published/);
  });
});

/** A board of a case with one load, where each implementation has three trials that are alike. */
function board(name: string, values: readonly number[]): Board {
  const all = values.map((value, index) => series(`p${index}`, { 8: [value, value, value] }));
  return {
    standings: standingsOf(
      { case: name, limits: "", loadUnit: "connections", loads: [8], series: all },
      { metric: "goodput", statistic: "mean", better: "higher", title: "goodput" },
      [],
    ),
    label: name,
    suffix: "",
  };
}

Deno.test("a scenario is answered by the case that ranks most implementations, by the first of several", () => {
  const boards = [board("a", [900]), board("b", [7, 8]), board("c", [70, 80]), board("d", [])];
  equal(tellingBoard(boards)?.label, "b");
  equal(tellingBoard(boards.slice(3))?.label, "d");
  equal(tellingBoard([]), undefined);
});

Deno.test("an answer names its case behind the sentence, and counts the cases beside it", () =>
  withReports([{ name: "a", implementations: 3, loads: 2, trials: 3 }], (data) => {
    const [view] = data.reports;
    const [scenario] = view?.scenarios ?? [];
    const [group] = scenario?.groups ?? [];
    if (view === undefined || scenario === undefined || group === undefined) throw new Error();
    const answer = (groups: typeof scenario.groups) => {
      const [only] = answersOf({ ...view, scenarios: [{ ...scenario, groups }] });
      return [only?.about, only?.more, only === undefined ? "" : answerText(only).slice(-24)];
    };
    deepEqual(answer([group]).slice(0, 2), ["", 0]);
    const cases = [{ ...group, case: "x/64B", limits: "1 core" }, { ...group, case: "y" }];
    const [about, more, text] = answer(cases);
    deepEqual([about, more], ["Case x/64B, 1\u00a0core", 1]);
    match(String(text), /\. Case x\/64B, 1\u00a0core\.$/);
    deepEqual(
      answer([{ ...group, limits: "1 core" }, { ...group, limits: "2 cores" }])[0],
      "On 1\u00a0core",
    );
    return Promise.resolve();
  }));

Deno.test("a reader is warned of a report that was taken back, and of one that is published of nothing", () =>
  withReports([{ name: "a", implementations: 2, loads: 1, trials: 2 }], (data) => {
    const [view] = data.reports;
    const warnings = (["published", "retracted", "superseded", "draft"] as const).map((state) =>
      view === undefined ? "" : warningOf({ ...view, standing: { ...view.standing, state } })
    );
    deepEqual(warnings, ["", "Retracted", "Superseded", "Draft"]);
    return Promise.resolve();
  }));
