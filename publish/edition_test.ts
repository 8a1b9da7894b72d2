import assert from "node:assert/strict";
import { checkMeasured, checkPlanned, titleOf } from "./apply_edition.ts";
import { readEdition } from "./edition.ts";
import { checkEditionFiles, editionText } from "./edition_texts.ts";
import { checkErrata } from "./errata.ts";
import { type PlannedReport, planOf } from "./plan_file.ts";

const plan = (hosts: string[], scenarios: string[]) =>
  planOf("report-2", { profile: "full" }, hosts, scenarios);

/** Hands on a folder of editions that has these files in that of report-2. */
async function withEditionFiles(
  files: Readonly<Record<string, string>>,
  body: (editions: string) => Promise<void>,
): Promise<void> {
  const editions = await Deno.makeTempDir();
  try {
    for (const [path, text] of Object.entries(files)) {
      const file = `${editions}/report-2/${path}`;
      await Deno.mkdir(file.replace(/[^/]*$/, ""), { recursive: true });
      await Deno.writeTextFile(file, text);
    }
    await body(editions);
  } finally {
    await Deno.remove(editions, { recursive: true });
  }
}

const CLAIMS = JSON.stringify({ claims: [{ id: "a", statement: "b", expression: "1 > 0" }] });

Deno.test("each report gets the nearest text: its own, its scenario's, that of a tag of one scenario", () =>
  withEditionFiles({
    "echo/report.md": "of echo",
    "b.echo/report.md": "of echo on b",
    "static/claims.json": CLAIMS,
  }, async (editions) => {
    const several = plan(["a", "b"], ["echo", "static"]);
    const texts = await Promise.all(
      several.reports.map((report) => editionText(several, report, "report.md", editions)),
    );
    assert.deepEqual(texts, ["of echo", undefined, "of echo on b", undefined]);
    await checkEditionFiles(several, editions);
  }));

Deno.test("a text beside report.json serves every host of a tag with one scenario", () =>
  withEditionFiles({ "report.md": "of echo", "report.json": "{}" }, async (editions) => {
    const one = plan(["a", "b"], ["echo"]);
    await checkEditionFiles(one, editions);
    const second = one.reports[1] as PlannedReport;
    assert.equal(await editionText(one, second, "report.md", editions), "of echo");
    const several = plan(["a"], ["echo", "static"]);
    await assert.rejects(checkEditionFiles(several, editions), /report\.md: no report/);
  }));

Deno.test("a tag may have no edition at all, and its scenario's own text is nearer than the tag's", () =>
  withEditionFiles({ "report.md": "any", "echo/report.md": "echo" }, async (editions) => {
    const one = plan(["a"], ["echo"]);
    await checkEditionFiles(one, `${editions}/gone`);
    const [only] = one.reports as [PlannedReport];
    assert.equal(await editionText(one, only, "report.md", editions), "echo");
    await assert.rejects(checkEditionFiles(one, `${editions}/report-2/report.md`), Error);
  }));

Deno.test("a file of an edition that goes nowhere is refused by name before anything is measured", async () => {
  const refused = (files: Record<string, string>, why: RegExp) =>
    withEditionFiles(
      files,
      (editions) => assert.rejects(checkEditionFiles(plan(["a"], ["echo"]), editions), why),
    );
  await refused({ "claim.json": CLAIMS }, /claim\.json: an edition has report\.json, claims\.json/);
  await refused({ "eco/report.md": "x" }, /eco\/report\.md: no report .*report-2\/echo/);
  await refused({ "echo/deep/x": "x" }, /echo\/deep: an edition has/);
  await refused({ "claims.json": "{" }, /claims\.json: not JSON/);
  await refused({ "claims.json": '{"claims":[{"id":"a"}]}' }, /claims\.0\.statement/);
  for (const empty of ["id", "statement", "expression"]) {
    const claim = { id: "a", statement: "b", expression: "c", [empty]: "" };
    await refused(
      { "claims.json": JSON.stringify({ claims: [claim] }) },
      new RegExp(`claims\\.0\\.${empty}`),
    );
  }
});

Deno.test("report.json of an edition is refused by file and field", async () => {
  const refused = (json: string, why: RegExp) =>
    withEditionFiles(
      { "report.json": json },
      (editions) => assert.rejects(readEdition("report-2", editions), why),
    );
  await refused("{", /report-2\/report\.json: not JSON/);
  await refused('{"scenario": ["echo"]}', /report\.json: .*scenario/);
  await refused('{"errata":[{"report":"a","state":"wrong","reason":"b"}]}', /errata\.0\.state/);
  await refused('{"repository_bytes": 10000001}', /repository_bytes/);
  await refused('{"title": ""}', /report\.json: title:/);
  await refused('{"profile": "half"}', /report\.json: profile:/);
  await refused('{"errata": []}', /report\.json: errata:/);
  for (const list of ["scenarios", "hosts", "implementations"]) {
    await refused(JSON.stringify({ [list]: [] }), new RegExp(`report\\.json: ${list}:`));
  }
});

Deno.test("an edition may choose one of each, and is full where it says nothing", async () => {
  const edition = {
    ...{ title: "W", scenarios: ["a"], hosts: ["b"], profile: "quick", budget_seconds: 0.5 },
    ...{ implementations: ["c"], repository_bytes: 10_000_000, supersedes: "d" },
    errata: [{ report: "e", state: "retracted", reason: "f" }],
  };
  await withEditionFiles({ "report.json": JSON.stringify(edition) }, async (editions) => {
    assert.deepEqual(await readEdition("report-2", editions), edition);
    assert.deepEqual(await readEdition("report-3", editions), { profile: "full" });
  });
  for (const text of ["{}", '{"profile": "full"}']) {
    await withEditionFiles({ "report.json": text }, async (editions) => {
      assert.deepEqual(await readEdition("report-2", editions), { profile: "full" });
    });
  }
});

Deno.test("an erratum about what its report, or its text, does not have is refused before anything is measured", async () => {
  const folder = await Deno.makeTempDir();
  const erratum = { report: "published-echo", state: "retracted" as const, reason: "Wrong." };
  const data = decodeURIComponent(new URL("../data", import.meta.url).pathname);
  try {
    const check = (more: object) => checkErrata([{ ...erratum, ...more }], "x", data);
    await check({ scenario: "echo" });
    await assert.rejects(
      check({ scenario: "eco" }),
      /x: errata: published-echo has no scenario "eco"/,
    );
    await assert.rejects(check({ implementation: "c" }), /has no implementation "c"; it has/);
    const figure = { implementation: "asyncio", metric: "items_rate" };
    await check(figure);
    await assert.rejects(
      check({ ...figure, metric: "latency" }),
      /has no figure with implementation "asyncio", metric "latency"; copy the fields/,
    );
    await assert.rejects(check({ statistic: "p99" }), /has no figure with statistic "p99"; copy/);
    await assert.rejects(
      check({ ...figure, statistic: "p99" }),
      /x: errata: published-echo has no figure with implementation "asyncio", metric "items_rate", statistic "p99"; copy the fields from .*summary\.csv/,
    );
    // The file's own cases: its trials have shorter ones, and no figure.
    await check({ case: "tcp/BM_AsyncioTcpEcho_1KB/100" });
    await assert.rejects(check({ case: "tcp" }), /has no figure with case "tcp"; copy the fields/);
    await assert.rejects(check({ limits: "9 cores" }), /no figure with limits "9 cores"/);
    await assert.rejects(check({ load: 7 }), /has no figure with load 7/);
    await check({ words: "asyncio's TCP rows did no work" });
    await assert.rejects(
      check({ words: "words of nobody" }),
      /x: errata: expected words that stand once in the text of published-echo, found none such: "words of nobody"; copy a few plain/,
    );
    await checkErrata([erratum], "x", folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a report that is not the one the plan asked for is refused with what it is", () => {
  const asked = { name: "report-2", host: "a", scenario: "echo" };
  const measured = { name: "report-2", origin: "measured", scenarios: [{ name: "echo" }] };
  const refused = (more: object, why: RegExp) =>
    assert.throws(() => checkMeasured({ ...measured, ...more } as never, asked), why);
  checkMeasured(measured as never, asked);
  refused({ name: "report-1" }, /data\/report-2 came from a with the name report-1/);
  refused({ scenarios: [{ name: "static" }] }, /with the scenarios static in place of echo/);
  refused({ origin: "imported" }, /as imported/);
  refused({ elsewhere: [{ path: "raw/x" }] }, /with raw\/x kept elsewhere/);
});

Deno.test("a folder of the tag that is not in the plan is refused; those of others are not looked at", () => {
  const several = plan(["a"], ["echo", "static"]);
  checkPlanned(several, ["report-1", "report-2.echo", "report-2.static", "report-22"]);
  assert.throws(() => checkPlanned(several, ["report-2.evil"]), /data\/report-2\.evil is there/);
  assert.throws(() => checkPlanned(several, ["report-2"]), /data\/report-2 is there/);
});

Deno.test("the title of several reports says of each what it is about", () => {
  const titles = (hosts: string[], scenarios: string[]) => {
    const of = plan(hosts, scenarios);
    return of.reports.map((report) => titleOf("Winter", of, report, `the ${report.scenario}`));
  };
  assert.deepEqual(titles(["a"], ["echo"]), ["Winter"]);
  assert.deepEqual(titles(["a"], ["echo", "files"]), ["Winter: the echo", "Winter: the files"]);
  assert.deepEqual(titles(["a", "b"], ["echo"]), ["Winter on a", "Winter on b"]);
});
