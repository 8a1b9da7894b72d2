import { equal, match, throws } from "node:assert/strict";
import { k6Generator } from "./generator.ts";
import { faultOfSummary } from "./fault.ts";

const CASE = {
  name: "baseline",
  stages: [{ seconds: 0, target: 10 }, { seconds: 60, target: 10 }],
  script: new URL("../../scenarios/token-stream/chat.cjs", import.meta.url),
};
const REQUEST = {
  address: "http://127.0.0.1:18500/chat",
  case: CASE,
  load: 10,
  seconds: 6,
  requests: 0,
  cores: [1],
};

Deno.test("k6 is called with the case's stages in the trial's time, and what is recorded is portable", () => {
  const { argv, command, seconds } = k6Generator("/opt/k6", REQUEST);
  equal(
    argv.join(" "),
    "deno run --allow-all runners/load/k6/drive.ts --stages=0s:10,6s:10 " +
      "--script=runners/scenarios/token-stream/chat.cjs http://127.0.0.1:18500/chat",
  );
  match(
    command.join(" "),
    / --stages=0s:10,6s:10 --script=\/\S+chat\.cjs http:\S+ (.* )?\/opt\/k6$/,
  );
  equal(seconds, 6);
});

Deno.test("k6 refuses a case without stages", () => {
  throws(() => k6Generator("/opt/k6", { ...REQUEST, case: { name: "64" } }), /no stages/);
});

Deno.test("faultOfSummary() tells when nothing was measured", () => {
  const summary = (metrics: Record<string, unknown>) => JSON.stringify({ metrics });
  const good = { http_reqs: { count: 5 }, http_req_failed: { value: 0.2 }, checks: { passes: 9 } };
  equal(faultOfSummary(summary(good)), undefined);
  match(faultOfSummary(undefined) ?? "", /no summary/);
  match(faultOfSummary("{") ?? "", /no JSON/);
  match(faultOfSummary(summary({ iterations: { count: 3 } })) ?? "", /no answer at all/);
  match(faultOfSummary(summary({ ...good, http_req_failed: { value: 1 } })) ?? "", /an error/);
  match(faultOfSummary(summary({ ...good, checks: { passes: 0 } })) ?? "", /every check/);
});
