/** states.csv of the speech gateway, as published and as corrected since. */
import { deepEqual, equal } from "node:assert/strict";
import { readManifest } from "../pipeline/report.ts";
import { standingOf } from "../pipeline/standing.ts";
import { readCsv } from "../pipeline/tables/csv.ts";
import { readStates, type StateRow, writeStates } from "../pipeline/tables/states.ts";
import { capacitiesOf, judgePoints } from "../pipeline/verdicts/point_states.ts";
import { committed, tablesOf } from "./published/tables.ts";

/** States of a published report from the objective in its report.json, written and read as states.csv. */
async function statesOf(report: string): Promise<StateRow[]> {
  const { scenarios } = await readManifest(committed(report));
  const objectives = new Map(scenarios.flatMap(({ name, slo }) => slo ? [[name, slo]] : []));
  const rows = (await tablesOf(report)).measurements;
  return readStates(writeStates(judgePoints({ rows, objectives, failedTrials: [] })), "states.csv");
}

const states = await statesOf("published-speech-gateway");
const corrected = await statesOf("published-speech-gateway-erratum");

const keyOf = (row: StateRow) => `${row.implementation},${row.limits},${row.load}`;

Deno.test("states.csv holds all 86 verdicts with the gates that were worked out by hand", async () => {
  const file = new URL("testdata/speech_gateway_verdicts.csv", import.meta.url);
  const header = ["implementation", "limits", "load", "partials", "allowed", "failures", "verdict"];
  const expected = [...readCsv(await Deno.readTextFile(file), header, "verdicts")].map((record) => {
    const [implementation, limits, load, , allowed, failures, verdict] = record.fields;
    const limitedBy = failures === "ok" ? "" : failures;
    // One run confirms nothing and makes no fail solid.
    const state = verdict === "pass" ? "passed" : "failed";
    return [`${implementation},${limits},${load}`, state, limitedBy, Number(allowed)].join(" | ");
  });
  equal(expected.length, 86);
  const found = states.map((row) =>
    [keyOf(row), row.state, row.limited_by.join(";"), row.errors_allowed].join(" | ")
  );
  deepEqual(found.sort(), expected.sort());
  equal(states.every(({ passes, fails }) => passes + fails === 1), true);
});

Deno.test("states.csv notes the four passes that rest on digits which were not published", () => {
  deepEqual(states.filter(({ note }) => note !== "").map(keyOf).sort(), [
    "cpp-uwebsockets,1 core, 2 GiB,4450",
    "python-fastapi,1 core, 2 GiB,1100",
    "rust-axum,1 core,3000",
    "scala-pekko,1 core, 4 GiB,1400",
  ]);
});

Deno.test("the erratum's own points say 4350 confirmed, 4400 first solid fail, and 3475 of Rust", () => {
  const state = (implementation: string, load: number) =>
    corrected.find((row) => row.implementation === implementation && row.load === load)?.state;
  equal(corrected.length, 22);
  equal(state("cpp-uwebsockets", 4350), "confirmed");
  equal(state("cpp-uwebsockets", 4400), "first solid fail");
  equal(state("cpp-uwebsockets", 4450), "failed");
  deepEqual(
    capacitiesOf(corrected).map((
      { implementation, passes, confirmed, fails },
    ) => [implementation, passes, confirmed, fails]),
    [["cpp-uwebsockets", 4350, true, 4400], ["rust-axum", 3475, false, 3485]],
  );
});

Deno.test("the erratum takes back C++ and replaces Rust on one core, and leaves the rest as it stood", async () => {
  const earlier = await readManifest(committed("published-speech-gateway"));
  const later = await readManifest(committed("published-speech-gateway-erratum"));
  const standing = standingOf(earlier, [earlier, later]);
  equal(standing.state, "published");
  const stated = (implementation: string, limits: string) =>
    standing.cells({
      ...{ scenario: "speech-gateway", implementation, case: "stated-capacity", limits },
      ...{ load: null, load_unit: "" },
    })?.state;
  equal(stated("cpp-uwebsockets", "1 core"), "retracted");
  equal(stated("rust-axum", "1 core"), "superseded");
  equal(stated("java-helidon", "1 core"), "superseded");
  equal(stated("rust-axum", "2 cores"), undefined);
  const left = capacitiesOf(states, (cell) => standing.cells(cell)?.state);
  deepEqual(left.find((each) => each.implementation === "cpp-uwebsockets"), undefined);
  deepEqual(
    left.filter((each) => each.implementation === "rust-axum").map(({ limits }) => limits),
    ["2 cores"],
  );
  equal(capacitiesOf(states).length - left.length, 2);
});
