import { doesNotMatch, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { ClaimRow, FindingRow } from "../../pipeline/report.ts";
import { ClaimsTable } from "./claims_table.tsx";
import { JudgedClaims } from "./published/judged_claims.tsx";
import { FindingsList } from "./findings_list.tsx";
import { FingerprintFacts } from "./fingerprint.tsx";
import type { ClaimGrounds } from "../model/claims.ts";
import { commandForOne } from "./reproduce.tsx";

function claim(about: Partial<ClaimRow>): ClaimRow {
  return {
    id: "R01",
    statement: "It is twelve times as fast.",
    expression: "a / b >= 12",
    value: 12.13,
    low: 11.8,
    high: 12.4,
    relation: ">=",
    threshold: 12,
    verdict: "holds",
    reason: "interval: every value within it satisfies the claim",
    unit: "1",
    ...about,
  };
}

const STAY = (path: string) => path;

Deno.test("ClaimsTable gives each verdict a word and a shape, and each claim an address", () => {
  const html = renderToString(
    <ClaimsTable
      to={STAY}
      claims={[
        claim({}),
        claim({ id: "R02", verdict: "refuted" }),
        claim({ id: "R03", verdict: "not established", value: null, low: null, high: null }),
      ]}
    />,
  );
  match(html, /3.claims of the text: 1.holds, 1.is refuted and 1.is not established/);
  match(html, /<tr id="claim-R01">/);
  match(html, /claim-verdict refuted"><b><span aria-hidden="true">✗<\/span> refuted/);
  match(
    html,
    /claim-verdict not-established"><b><span aria-hidden="true">\?<\/span> not established/,
  );
  match(html, /12\.1<small>11\.8–12\.4<\/small>/);
  match(html, /<td class="against">≥\u00a012<\/td>/);
});

Deno.test("ClaimsTable keeps an expression one click away, behind the reason that was found with it", () => {
  const html = renderToString(<ClaimsTable to={STAY} claims={[claim({ reason: "as stated" })]} />);
  match(html, /<summary>as stated<\/summary><code>a \/ b (?:>|&gt;)= 12<\/code><\/details>/);
});

Deno.test("a claim's note stands below its sentence, escaped, and no other does", () => {
  const claims = [claim({}), claim({ id: "R02" })];
  const notes = { R01: "Restated: <b>more</b> than 1." };
  const note =
    /<small class="claim-note">Restated: &lt;b(?:>|&gt;)more&lt;\/b(?:>|&gt;) than 1\.<\/small>/;
  const tables = [
    renderToString(<ClaimsTable to={STAY} claims={claims} notes={notes} />),
    renderToString(
      <JudgedClaims report="r" title="R" claims={claims} notes={notes} to={(path) => path} />,
    ),
  ];
  for (const html of tables) {
    match(html, note);
    equal(html.split("claim-note").length, 2);
  }
});

Deno.test("a judged claim says why where its figures do not, in few words beside the verdict", () => {
  const reasons = ["differs: 7.698 % is stated as 13 %", "within rounding", "short-run: 2 s"];
  const claims = reasons.map((reason, index) => claim({ id: `R0${index}`, reason }));
  const html = renderToString(
    <JudgedClaims report="r" title="R" claims={claims} to={(path) => path} />,
  );
  equal(html.includes("differs"), false);
  match(html, /holds<\/span><small>within rounding<\/small>/);
  match(html, /<small class="claim-why">Why: short-run: 2 s<\/small><\/th>/);
});

Deno.test("ClaimsTable gives value, bounds and threshold one unit, and the threshold every digit", () => {
  const small = { value: 1.07e-5, low: 0.94e-5, high: 1.16e-5, unit: "s" };
  const html = renderToString(
    <ClaimsTable
      to={STAY}
      claims={[claim({ ...small, relation: "states", threshold: 0.99e-5 })]}
    />,
  );
  match(html, /10\.7.µs<small>9\.4–11\.6<\/small>/);
  match(html, /states.9\.9.µs</);
  const plain = renderToString(<ClaimsTable to={STAY} claims={[claim({ threshold: 12.125 })]} />);
  match(plain, /12\.1<small>11\.8–12\.4<\/small>/);
  match(plain, /≥.12\.125</);
});

Deno.test("ClaimsTable says what a rate counts, and gives per cent where the claim does", () => {
  const html = renderToString(
    <ClaimsTable
      to={STAY}
      claims={[
        claim({
          expression: 'throughput("a") states 1.124K/s',
          value: 1124,
          threshold: 1124,
          low: null,
          high: null,
          unit: "1/s",
        }),
        claim({
          expression: '1 - cpu("a") / cpu("b") >= 21 %',
          value: 0.252,
          threshold: 0.21,
          low: 0.24,
          high: 0.26,
        }),
      ]}
    />,
  );
  match(html, /1\.12.k.req\/s</);
  match(html, /25\.2.%<small>24\.0–26\.0<\/small>/);
  match(html, /≥.21.%</);
  const peak = { expression: 'peak("a") < 48k/s', value: 7000, threshold: 48000, unit: "1/s" };
  match(
    renderToString(<ClaimsTable to={STAY} claims={[claim({ ...peak, low: null, high: null })]} />),
    />7\.00.k\/s</,
  );
  doesNotMatch(html, /1\/s/);
});

Deno.test("ClaimsTable shows a value that is stated wrongly with the digits that show it", () => {
  const latency = { expression: 'latency("a") states 115.4 ms', unit: "s", threshold: 0.1154 };
  const figuresOf = (about: Partial<ClaimRow>) =>
    renderToString(
      <ClaimsTable
        to={STAY}
        claims={[claim({ ...latency, relation: "states", low: null, high: null, ...about })]}
      />,
    );
  match(figuresOf({ verdict: "refuted", value: 0.1153496 }), /115\.3496.ms</);
  match(figuresOf({ verdict: "refuted", value: 0.1212 }), /121\.20.ms</);
  match(figuresOf({ verdict: "holds", value: 0.1154 }), /115.ms</);
  match(figuresOf({ verdict: "refuted", value: 0, threshold: 3, unit: "1" }), />0</);
});

Deno.test("a verdict by figures that were taken back or replaced says so, on both pages", () => {
  const claims = [claim({ id: "R01" }), claim({ id: "R02" }), claim({ id: "R03" })];
  const grounds: ClaimGrounds = {
    R01: {
      bound: "",
      corrections: [
        { state: "retracted", report: "later" },
        { state: "superseded", report: "later" },
      ],
    },
    R02: { bound: "at least", corrections: [] },
  };
  const own = renderToString(<ClaimsTable claims={claims} grounds={grounds} to={STAY} />);
  match(
    own,
    /3.claims of the text: 3.hold \(1 of them by figures taken back or replaced since\)\./,
  );
  const other = renderToString(
    <JudgedClaims report="r" title="R" claims={claims} grounds={grounds} to={STAY} />,
  );
  for (const html of [own, other]) {
    match(
      html,
      /<small class="mark-retracted">by figures since <a href="[^"]*">retracted and superseded by a later report<\/a>/,
    );
    equal(html.split("by figures since").length, 2);
    equal(html.split('number">≥\u00a012').length, 2, "a value that is a lower bound reads as one");
  }
});

Deno.test("FingerprintFacts shows the hash and its keys, and only counts the programs", () => {
  const key = { scenario: "", implementation: "" };
  const html = renderToString(
    <FingerprintFacts
      fingerprint={{
        known: true,
        hash: "0123456789ab",
        keys: [
          { ...key, scope: "host", name: "cpu", value: "Synthetic CPU" },
          { ...key, scope: "program", scenario: "s", implementation: "a", name: "go", value: "1" },
        ],
      }}
    />,
  );
  match(html, /0123456789ab/);
  match(html, /Synthetic CPU/);
  match(html, /of the version of programs under test/);
  match(html, /compared with one of these where host, tools, and the load/);
  doesNotMatch(html, /another one/);
  doesNotMatch(html, /go \(s, a\)/);
});

Deno.test("FingerprintFacts says which cores a process had, and of which scenario where there are several", () => {
  const key = { scope: "load" as const, implementation: "", name: "cores of the server" };
  const factsOf = (...scenarios: string[]) => {
    const keys = scenarios.map((scenario, index) => ({
      ...key,
      scenario,
      value: ["0", "2 3", "not pinned", "0 1, 1"][index] ?? "",
    }));
    return renderToString(<FingerprintFacts fingerprint={{ known: true, hash: "0", keys }} />);
  };
  match(factsOf("echo"), /<dt>cores of the server<\/dt><dd>core 0</);
  const several = factsOf("echo", "files", "stream", "gateway");
  match(several, /<dt>cores of the server \(files\)<\/dt><dd>cores 2, 3</);
  match(several, /<dd>not pinned</);
  match(several, /<dd>cores 0, 1 or core 1</);
});

Deno.test("commandForOne() asks for one implementation and keeps the rest of the command", () => {
  equal(
    commandForOne(
      "deno task bench --scenario s --implementation a --implementation b --seed x",
      "b",
    ),
    "deno task bench --implementation b --scenario s --seed x",
  );
  equal(commandForOne("deno task normalize published", "b"), "deno task normalize published");
});

Deno.test("FindingsList says what is said of one place behind its name, and what is said of several once", () => {
  const finding = (implementation: string, load: number): FindingRow => ({
    rule: "failed-answers",
    severity: "warn",
    scenario: "s",
    implementation,
    case: "",
    limits: "",
    load,
    load_unit: "",
    trial: 1,
    metric: "",
    statistic: "",
    message: "2 errors, 5 % of all",
    source: "raw/a.csv#L182",
  });
  const textOf = (...findings: FindingRow[]) =>
    renderToString(
      <FindingsList
        findings={findings}
        report="r"
        to={(target) => target}
        titleOf={(name) => name.toUpperCase()}
      />,
    ).replace(/<(?!\/?dd)[^>]*>/g, "");
  match(
    textOf(finding("axum", 3550)),
    /<dd>AXUM, load 3,550: 2 errors, 5\u00a0% of all \(raw\/a.csv, line\u00a0182\)<\/dd>$/,
  );
  match(
    textOf(finding("axum", 8), finding("bun", 8)),
    /<dd>2 errors, 5\u00a0% of all<\/dd><dd>AXUM, load 8 \(.*<dd>BUN, load 8 \(/,
  );
});

Deno.test("FindingsList gives a rule that speaks with two severities one address", () => {
  const finding = (severity: FindingRow["severity"]): FindingRow => ({
    rule: "littles-law",
    severity,
    scenario: "s",
    implementation: "a",
    case: "",
    limits: "",
    load: 8,
    load_unit: "",
    trial: 1,
    metric: "latency",
    statistic: "p99",
    message: "too many in flight",
    source: "",
  });
  const html = renderToString(
    <FindingsList
      findings={[finding("warn"), finding("withhold")]}
      report="r"
      to={(target) => target}
      titleOf={(name) => name}
    />,
  );
  equal(html.match(/id="finding-littles-law"/g)?.length, 1);
  match(html, /^<h3>Withheld.*id="finding-littles-law".*<h3>Warnings/s);
});
