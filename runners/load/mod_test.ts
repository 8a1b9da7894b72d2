import assert from "node:assert/strict";
import { prepareLoadTool } from "./mod.ts";

const NEVER = new AbortController().signal;

Deno.test("prepareLoadTool() takes what drives the scenario, and nothing where programs measure themselves", async () => {
  const driven = { name: "s", loadTools: ["autocannon"] };
  await assert.rejects(
    prepareLoadTool(driven, "wrk", NEVER),
    /s is not driven by wrk; it takes autocannon/,
  );
  const harness = { name: "h", loadTools: [] };
  assert.equal(await prepareLoadTool(harness, undefined, NEVER), undefined);
  await assert.rejects(prepareLoadTool(harness, "wrk", NEVER), /programs of h measure themselves/);
});
