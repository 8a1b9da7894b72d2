import { deepEqual, equal } from "node:assert/strict";
import type { DifferingKey } from "../fingerprint.ts";
import { acrossLabel, type Comparability, forbidsAll, keyRows } from "./comparability.ts";

const key = (
  scope: DifferingKey["scope"],
  name: string,
  more: Partial<DifferingKey> = {},
): DifferingKey => ({
  scope,
  name,
  scenario: "",
  implementation: "",
  a: "1",
  b: "2",
  ...more,
});
const KNOWN = { a: false, b: false };
const program = key("program", "gcc", { scenario: "counter", implementation: "alder" });
const of = (differing: DifferingKey[], unknown = KNOWN): Comparability => ({ differing, unknown });

Deno.test("another host or tool forbids all, whatever else differs, and a program or a load does not", () => {
  equal(forbidsAll(of([program, key("host", "cpu")])), true);
  equal(forbidsAll(of([key("tool", "wrk"), program])), true);
  equal(forbidsAll(of([program, key("load", "seconds", { scenario: "counter" })])), false);
  equal(forbidsAll(of([])), false);
  equal(forbidsAll(of([], { a: false, b: true })), true);
});

Deno.test("the label of a comparison names what it was made in spite of, each once", () => {
  equal(
    acrossLabel([key("host", "kernel"), key("host", "cpu"), program, program], KNOWN),
    "across hosts: cpu, kernel; programs: gcc",
  );
  equal(acrossLabel([], { a: true, b: false }), "across hosts: A is not known");
  equal(
    acrossLabel([], { a: true, b: true }),
    "across hosts: A is not known, B is not known",
  );
  equal(acrossLabel([], KNOWN), "");
});

Deno.test("keys have both values, and words where one was not recorded or a host is not known", () => {
  deepEqual(
    keyRows(of([key("host", "cpu", { b: undefined }), key("host", "cores", { a: undefined })]))
      .map((row) => row.slice(1)),
    [["1", "(not recorded)"], ["(not recorded)", "2"]],
  );
  deepEqual(keyRows(of([], { a: true, b: false })), [["host", "(not known)", "known"]]);
});
