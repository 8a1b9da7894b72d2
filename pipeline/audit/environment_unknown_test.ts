import { deepEqual, equal } from "node:assert/strict";
import { environmentUnknown } from "./environment_unknown.ts";
import { check, loadRows } from "./testing.ts";

Deno.test("environment-unknown is said once of a report without a host", () => {
  const rows = [1, 2].flatMap((connections) => loadRows({ connections, throughput: 1 }));
  const findings = check(environmentUnknown, rows, { environmentKnown: false });
  equal(findings.length, 1);
  deepEqual(findings[0]?.rows, []);
});

Deno.test("environment-unknown is said of a report of one value, and not of one of none", () => {
  const one = loadRows({ throughput: 1 });
  equal(check(environmentUnknown, one, { environmentKnown: false }).length, 1);
  deepEqual(check(environmentUnknown, [], { environmentKnown: false }), []);
});

Deno.test("environment-unknown says nothing where the host is known", () => {
  deepEqual(check(environmentUnknown, loadRows({ throughput: 1 })), []);
});
