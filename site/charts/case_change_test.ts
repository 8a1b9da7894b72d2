import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Summary } from "../../pipeline/report.ts";
import { ChangesTable } from "../components/changes_table.tsx";
import { takesBack } from "../components/testing.ts";
import { boardsOf } from "../model/boards.ts";
import { loadReport } from "../model/report.ts";
import { series } from "../model/testing.ts";
import { siteData } from "../page.ts";
import { caseChangeChart, casePairs, changesOf } from "./case_change.ts";
import { type Change, changeNotes, changeOf, changesSentence, changeText } from "./dumbbells.ts";
import { distributionChart } from "./distribution.ts";

async function publishedCase(name: string) {
  const folder = new URL(`../../data/${name}`, import.meta.url).pathname;
  const data = siteData([await loadReport(name, decodeURIComponent(folder))]);
  const view = data.reports[0]?.scenarios[0];
  if (view === undefined) throw new Error(`${name} has no scenario`);
  return { boards: boardsOf(view), slots: data.slots };
}

Deno.test("under stress one of eight published proxies is faster than in the baseline", async () => {
  const { boards, slots } = await publishedCase("published-token-stream");
  const pairs = casePairs(boards);
  const pair = pairs.find(({ from }) => from.standings.group.case === "baseline");
  ok(pair !== undefined);
  const changes = Object.fromEntries(
    changesOf(pair).map(({ to, change }) => [to.series.name, (100 * change).toFixed(2)]),
  );
  deepEqual(changes, {
    "bun-hono": "8.06",
    "rust-axum": "-1.27",
    "rust-actix": "-2.13",
    "rust-http": "-2.74",
    "bun-http": "-3.17",
    "go-gin": "-6.10",
    "go-http": "-7.03",
    "go-fiber": "-7.70",
  });
  const chart = caseChangeChart({ pair, slots });
  match(chart?.title ?? "", /from? ?.*baseline to stress .*−7.7.%.*\+8.1.%/i);
  for (const svg of [chart?.wide ?? "", chart?.narrow ?? ""]) {
    equal(svg.match(/<circle/g)?.length, 16, "two signs for each of eight");
    ok(!/NaN|undefined/.test(svg));
  }
});

Deno.test("a case before a change stands beside the one after it", async () => {
  const { boards } = await publishedCase("published-static-files");
  const pairs = casePairs(boards);
  deepEqual(
    pairs.map(({ from, to }) => [from.standings.group.case, to.standings.group.case]),
    [["concurrent-before", "concurrent-after"]],
  );
  const [ruchy, python] = changesOf(pairs[0] as typeof pairs[number]);
  equal(changeText(ruchy?.change ?? 0), "+14\u00a0%");
  equal(changeText(python?.change ?? 0), "−15\u00a0%");
});

Deno.test("a load stands beside itself with TCP_NODELAY, as far as the generator lets it be known", async () => {
  const { boards, slots } = await publishedCase("token-stream-2026-11");
  const pair = casePairs(boards).find(({ to }) => to.standings.group.case === "baseline, nodelay");
  ok(pair !== undefined);
  equal(pair.from.standings.group.case, "baseline");
  const suffixes = casePairs(boards).map(({ suffix }) => suffix);
  ok(suffixes.length > 1);
  equal(new Set(suffixes).size, suffixes.length, "two pairs would have one address");
  const title = caseChangeChart({ pair, slots })?.title ?? "";
  match(
    title,
    /^From baseline to baseline, nodelay .* at least \+218.% .*of 5 more it is not known$/,
  );
  const drawn = caseChangeChart({ pair, slots })?.wide ?? "";
  ok(drawn.includes(">1,000<") && !drawn.includes(">1000<"), "thousands as everywhere else");
});

Deno.test("thousands beside an axis of changes are written as everywhere else", async () => {
  const { boards, slots } = await publishedCase("token-stream-2026-11");
  const drawn = casePairs(boards).map((pair) => caseChangeChart({ pair, slots })?.wide ?? "")
    .join();
  match(drawn, />1,000</);
  ok(!/>1000</.test(drawn));
});

Deno.test("percentiles that a tool states are drawn as such", async () => {
  const { boards, slots } = await publishedCase("published-token-stream");
  const board = boards.find(({ standings }) => standings.group.case === "stress");
  ok(board !== undefined);
  const chart = distributionChart({ board: board.standings, slots });
  match(chart?.title ?? "", /^The p95 is 3\.2 to 19 times the p50$/);
  match(chart?.notes.join(" ") ?? "", /histograms were not kept/);
  for (const tick of ["p50", "p90", "p95"]) ok(chart?.wide.includes(`>${tick}<`), tick);
});

Deno.test("what is no more than the noise floor, or within the intervals, is no change that is shown", () => {
  const made = (name: string, to: number, reach: number, floor = 0) => {
    const end = (size: number) => {
      const own = series(name, { 8: [size, size, size] }, { reach });
      const value = own.points[0]?.value("goodput", "mean");
      if (value === undefined) throw new Error("no goodput");
      return { series: own, value };
    };
    const found = changeOf(end(100), end(to), "higher", floor);
    if (found === undefined) throw new Error("no change");
    return found;
  };
  const say = (...changes: Change[]) =>
    changesSentence("goodput", changes).replaceAll("\u00a0", " ");
  const sure = made("a", 150, 0.01, 0.1);
  const wide = made("b", 104, 0.5);
  const small = made("c", 95, 0.001, 0.1);
  equal(say(sure), "the goodput of a changes by +50 %");
  equal(say(wide), "no change of the goodput is shown");
  equal(say(small, wide), "no change of the goodput is shown");
  equal(say(made("c", 95, 0.001)), "the goodput of c changes by −5.0 %");
  const unknown = change("d", "lower bound", "lower bound");
  equal(
    say(sure, made("e", 120, 0.01), wide, small, unknown),
    "the goodput changes by +20 % (e) to +50 % (a); of 2 more no change is shown; of 1 more it is not known",
  );
  match(
    changeNotes([sure, wide, small]).join(" "),
    /No change is shown of b and c: .* noise floor\.$/,
  );
  equal(changeNotes([sure]).join(" ").includes("No change"), false);
});

Deno.test("a change that is within the noise floor of its cases says so in title and table", async () => {
  const { boards, slots } = await publishedCase("static-files-2026-11");
  const [pair] = casePairs(boards);
  ok(pair !== undefined);
  const chart = caseChangeChart({ pair, slots });
  equal(chart?.title, "From 1KB before to 1KB after no change of the goodput is shown");
  match(chart?.notes.join(" ") ?? "", /No change is shown of .*nginx/);
  const html = renderToString(
    ChangesTable({
      ...{ pair, changes: changesOf(pair), id: "t", title: "Goodput", metric: "goodput" },
      ...{ report: "r", to: (target: string) => target, correctionOf: () => undefined },
    }),
  );
  equal(html.match(/no change shown/g)?.length, changesOf(pair).length);
  doesNotMatch(html, /mark-/);
  const corrected = renderToString(
    ChangesTable({
      ...{ pair, changes: changesOf(pair), id: "t", title: "Goodput", metric: "goodput" },
      ...{ report: "r", to: (target: string) => target, correctionOf: takesBack("nginx") },
    }),
  );
  equal(corrected.match(/<small class="mark-retracted">/g)?.length, 2, "in each case");
});

/** The change from 100 to 80, of which the load generator may have limited either. */
function change(name: string, from: Summary["status"], to: Summary["status"]): Change {
  const end = (size: number, status: Summary["status"]) => {
    const own = series(name, { 8: [size, size] }, { status });
    const value = own.points[0]?.value("goodput", "mean");
    if (value === undefined) throw new Error("no goodput");
    return { series: own, value };
  };
  const found = changeOf(end(100, from), end(80, to), "higher");
  if (found === undefined) throw new Error("no change");
  return found;
}

Deno.test("a change between two lower bounds is not known, beside one it is at least or at most that", () => {
  const say = (...changes: Change[]) =>
    changesSentence("goodput", changes).replaceAll("\u00a0", " ");
  const known = change("a", "ok", "ok");
  const least = change("b", "ok", "lower bound");
  const most = change("c", "lower bound", "ok");
  const unknown = change("d", "lower bound", "lower bound");
  equal(say(known), "the goodput of a changes by −20 %");
  equal(say(least), "the goodput of b changes by at least −20 %");
  equal(say(most), "the goodput of c changes by at most −20 %");
  equal(say(unknown), "it is not known how the goodput changes");
  equal(
    say(known, most, unknown),
    "the goodput changes by at most −20 % (c) to −20 % (a); of 1 more it is not known",
  );
  deepEqual(changeNotes([known]), []);
  match(changeNotes([known, most]).join(" "), /^≤ and ≥ mark a change/);
  match(changeNotes([unknown]).join(" "), /the limit of d in both, so .* is not known\.$/);
});
