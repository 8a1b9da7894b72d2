import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { capacityView } from "../charts/capacity/view.ts";
import { boardsOf } from "../model/boards.ts";
import type { CorrectionOf } from "../model/corrections.ts";
import { loadReport } from "../model/report.ts";
import type { ScenarioView } from "../model/scenario.ts";
import { siteData } from "../page.ts";
import { CapacityTable } from "./capacity/capacity_table.tsx";
import { CapacityCards } from "./capacity/capacity_cards.tsx";
import { Cards } from "./cards.tsx";

const DATA = decodeURIComponent(new URL("../../data", import.meta.url).pathname);

async function scenarioOf(report: string, ...others: string[]) {
  const names = [report, ...others];
  const loaded = await Promise.all(names.map((name) => loadReport(name, `${DATA}/${name}`)));
  const view = siteData(loaded).reports.find((each) => each.report.name === report);
  const scenario = view?.scenarios[0];
  if (view === undefined || scenario === undefined) throw new Error(`${report} has no scenario`);
  return { scenario, standing: view.standing };
}

/** Title, figure and remark of each card, without markup. */
function cardsOf(html: string): string[] {
  return [...html.matchAll(/<div>(.*?)<\/div>/g)].map(([, card = ""]) =>
    card.replace(/<\/d[td]>/g, " | ").replace(/<[^>]+>/g, "").replace(/\u00a0/g, " ")
      .replace(/ \| $/, "")
  );
}

function ofCase(
  scenario: ScenarioView,
  name: string,
  correctionOf: CorrectionOf = () => undefined,
): string[] {
  const board = boardsOf(scenario).find(({ standings: { group } }) => group.case === name);
  if (board === undefined) throw new Error(`there is no case ${name}`);
  return cardsOf(
    renderToString(
      <Cards
        view={scenario}
        board={board.standings}
        rowOf={() => "#"}
        correctionOf={correctionOf}
        to={(target) => target}
      />,
    ),
  );
}

Deno.test("the card of the lowest p99 says from how many it cannot be told apart by the report's comparisons", async () => {
  const { scenario } = await scenarioOf("token-stream-2026-11");
  const lowest = (name: string) =>
    ofCase(scenario, name).find((card) => card.startsWith("Lowest p99")) ?? "";
  match(lowest("stress"), /Bun.serve; 95 % interval 245–361; cannot be told apart from 7 others$/);
  match(
    lowest("baseline, nodelay"),
    /Bun.serve at 10 virtual users; .*; cannot be told apart from 7 others$/,
  );
  match(
    lowest("baseline"),
    /Bun Hono at 10 virtual users; .*; cannot be told apart from 5 others$/,
  );
});

Deno.test("a card compares with a lower bound by at least, and has an interval beside its own figure", async () => {
  const { scenario } = await scenarioOf("static-files-2026-11");
  const [, second, , fourth] = ofCase(scenario, "100KB");
  equal(
    second,
    "Runner-up | 6.2 k req/s | " +
      "Rust axum at 1 worker; 95 % interval 5.6–6.6; at least 83 % less by the ratio of trials",
  );
  match(fourth ?? "", /^Implementations \| 4 \| ranked by goodput/);
  const [fastest, runnerUp, lowest] = ofCase(scenario, "1KB-after");
  match(fastest ?? "", /^Fastest \| [^≥]+ \| nginx/);
  match(runnerUp ?? "", /; 82 % less by the ratio of trials$/);
  match(
    lowest ?? "",
    /^Lowest p99 \| [^|]+ \| nginx at 50 workers; 95 % interval [^;]+; the lowest at any load is \d+ µs, at 1 worker$/,
  );
});

Deno.test("a card of a lowest p99 that was not compared with some says so", async () => {
  const { scenario } = await scenarioOf("token-stream-2026-11");
  const { report } = scenario;
  const comparisons = report.tables.comparisons.filter((row) =>
    row.metric !== "latency" || ![row.implementation_a, row.implementation_b].includes("bun-http")
  );
  const without = { ...scenario, report: { ...report, tables: { ...report.tables, comparisons } } };
  match(
    ofCase(without, "baseline")[2] ?? "",
    /told apart from 4 others; not compared with 1 other$/,
  );
});

Deno.test("the cards of a search leave out a capacity of which a gate's figure was taken back", async () => {
  const { scenario, standing } = await scenarioOf("published-speech-gateway");
  const cards = (statistic: string) => {
    const view = capacityView(scenario, {
      ...standing,
      cells: (result) =>
        result.implementation === "cpp-uwebsockets" && result.metric === "latency_newest" &&
          result.statistic === statistic
          ? { state: "retracted", report: "later", reason: "Too low.", source: "" }
          : undefined,
    });
    if (view === undefined) throw new Error("the report has no search");
    return cardsOf(renderToString(<CapacityCards view={view} rowOf={() => "#"} />));
  };
  match(cards("p99")[0] ?? "", /C\+\+ \(uWebSockets\), one run/);
  const judged = cards("p50");
  doesNotMatch(judged[0] ?? "", /C\+\+/);
  match(judged.at(-1) ?? "", /without C\+\+ \(uWebSockets\) on 1 core/);
});

Deno.test("of a search whose passes are taken back and whose fails are not, it is not said that none passes", async () => {
  const { scenario, standing } = await scenarioOf("published-speech-gateway");
  const view = capacityView(scenario, {
    ...standing,
    cells: (result) =>
      result.implementation === "go-net-http" && result.statistic === "p50"
        ? { state: "retracted", report: "later", reason: "Too low.", source: "" }
        : undefined,
  });
  if (view === undefined) throw new Error("the report has no search");
  const [group] = view.groups;
  const go = group?.searches.find(({ name }) => name === "go-net-http");
  equal(go?.capacity, undefined);
  const html = renderToString(
    <CapacityTable
      view={view}
      styleOf={() => ({ colour: "", marker: "circle", dash: "", coloured: true })}
      to={(target) => target}
    />,
  );
  const row = /<tr data-series="go-net-http">.*?<\/tr>/s.exec(html)?.[0] ?? "";
  match(row, /<td class="number absent">retracted<\/td>/);
  doesNotMatch(row, /none/);
});

Deno.test("a card is marked by its figure that was taken back, and says of whom else it rests on one", async () => {
  const { scenario } = await scenarioOf("static-files-2026-11");
  const taken = (implementation: string, metric: string) =>
    ofCase(
      scenario,
      "1KB-after",
      (result) =>
        result.implementation === implementation && result.metric === metric
          ? { state: "retracted", report: "later", reason: "Too low.", source: "" }
          : undefined,
    );
  const [fastest, runnerUp, lowest] = taken("nginx", "goodput");
  match(fastest ?? "", /^Fastest \| [^|]+ req\/sretracted by a later report \| nginx/);
  doesNotMatch(fastest ?? "", /as published/);
  match(runnerUp ?? "", /^Runner-up \| [^|]+ req\/s \| /);
  match(runnerUp ?? "", /ratio of trials, as published; a later report takes back nginx$/);
  doesNotMatch(lowest ?? "", /later report/);
  const [, , ofLatency] = taken("nginx", "latency");
  match(
    ofLatency ?? "",
    /^Lowest p99 \| [^|]+retracted by a later report \| nginx .* takes back nginx at 1 worker$/,
  );
});

Deno.test("cards of single trials speak of figures, claim no rank, and show p95 where p99 is not known", async () => {
  const { scenario } = await scenarioOf("published-token-stream");
  deepEqual(ofCase(scenario, "baseline"), [
    "Best figure | 1.59 k req/s | Bun at 10 virtual users; one trial",
    "Next figure | 1.53 k req/s | Go at 10 virtual users; one trial",
    "Lowest p95 | 9.85 ms | Bun at 10 virtual users; one trial",
    "Implementations | 8 | sorted by throughput",
  ]);
});

Deno.test("the cards of a search have who sustains most by cores, without what a later report takes back", async () => {
  const cards = async (...others: string[]) => {
    const { scenario, standing } = await scenarioOf("published-speech-gateway", ...others);
    const view = capacityView(scenario, standing);
    if (view === undefined) throw new Error("the report has no search");
    return cardsOf(renderToString(<CapacityCards view={view} rowOf={() => "#"} />));
  };
  const [alone] = await cards();
  match(alone ?? "", /^Most sessions, 1 core \| 4,450 \| C\+\+ \(uWebSockets\), one run; next /);
  deepEqual(await cards("published-speech-gateway-erratum"), [
    "Most sessions, 1 core | 2,625 | Java (Helidon), one run; next 2,550 TypeScript (Bun)",
    "Most sessions, 2 cores | 4,250 | Rust (axum), one run; next 4,000 Go",
    "Implementations | 8 | " +
    "without C++ (uWebSockets) and Rust (axum) on 1 core, which a later report takes back or replaces",
  ]);
});
