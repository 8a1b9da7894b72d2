import { deepEqual, equal } from "node:assert/strict";
import { audit } from "./audit.ts";
import { evidenceOf, loadRows } from "./testing.ts";
import { truncatedInput } from "./truncated_input.ts";

Deno.test("truncated-input is said by formats and reaches the rows of that run alone", () => {
  const cut = loadRows({ connections: 1, throughput: 1 });
  const whole = loadRows({ connections: 2, throughput: 2 });
  const { name, severity } = truncatedInput;
  const finding = { rule: name, severity, message: "the output stops", source: "a.txt#L9" };
  const { rows, findings } = audit(
    evidenceOf([...cut, ...whole]),
    [{ finding, rows: cut }],
    [truncatedInput],
  );
  deepEqual(rows.map((row) => row.findings.length), [1, 1, 0, 0]);
  equal(findings[0]?.place?.source, "a.txt#L9");
});

Deno.test("truncated-input checks nothing itself", () => {
  deepEqual(truncatedInput.check(evidenceOf(loadRows({ throughput: 1 }))), []);
});
