import { equal, throws } from "node:assert/strict";
import type { StateRow } from "../../tables/states.ts";
import { evaluate } from "../evaluate.ts";
import { contextOf, judgeOne, once, rowOf } from "../testing.ts";

function point(load: number, more: Partial<StateRow> = {}): StateRow {
  return {
    scenario: "echo",
    implementation: "a",
    case: "",
    limits: "1 core",
    load,
    load_unit: "sessions",
    state: "passed",
    passes: 1,
    fails: 0,
    limited_by: [],
    errors_allowed: 1,
    note: "",
    ...more,
  };
}

const FAILED = { state: "failed", passes: 0, fails: 1 } as const;
const states = [
  point(100, { errors_allowed: 0 }),
  point(200),
  point(300, { ...FAILED, limited_by: ["newest_p50=291>200", "newest_p95=476>350"] }),
  point(400, { ...FAILED, limited_by: ["newest_p95=400>350"], errors_allowed: null }),
  point(100, { limits: "2 cores" }),
  point(100, { implementation: "b", ...FAILED }),
];
const row = (load: number, source: string) =>
  rowOf(once({ limits: "1 core", load, load_unit: "sessions" }), { source });
const context = contextOf([], {
  states,
  rows: [row(200, "raw/t.csv#L2"), row(300, "raw/t.csv#L3"), row(400, "raw/t.csv#L4")],
  printedNotes: new Map([
    ["raw/t.csv#L2", "pass, rerun"],
    ["raw/t.csv#L3", "fail, newest p50"],
    ["raw/t.csv#L4", "pass"],
  ]),
});
const value = (expression: string) => evaluate(expression, context).value;

Deno.test("load points are counted by place, state, gate and what is printed of them", () => {
  equal(value("points()"), 6);
  equal(value('points("a", limits="1 core")'), 4);
  equal(value('points("*", state="passed")'), 3);
  equal(value('points(gate="newest_p95")'), 2);
  equal(value('points(gate="newest_p9")'), 0);
  equal(value('points(printed="pass*")'), 2);
  equal(value('points(printed="pass*", state="passed")'), 1);
  equal(value('points(printed="*newest p50", gate="newest_p95")'), 1);
  equal(value('points(printed="*", load=200)'), 1);
});

Deno.test("a capacity is the highest load that passes below the first that fails, and exact", () => {
  equal(value('capacity("a", limits="1 core")'), 200);
  equal(judgeOne(context, 'capacity("a", limits="1 core") states 200').verdict, "holds");
  const wrong = judgeOne(context, 'capacity("a", limits="1 core") states 300');
  equal(wrong.verdict, "refuted");
  equal(wrong.reason, "differs: 200 is stated as 300");
  equal(value('count(capacity("a", limits="*"))'), 2);
  equal(value('max(capacity("a", limits="*"))'), 200);
});

Deno.test("where every load passes the capacity is at least the highest", () => {
  equal(evaluate('capacity("a", limits="2 cores")', context).bound, "at least");
  const above = judgeOne(context, 'capacity("a", limits="2 cores") > 100');
  equal(above.verdict, "not established");
});

Deno.test("the errors that the objective allows are a list over load points; unknown ones are left out", () => {
  equal(value('min(errors_allowed("a", limits="1 core", load="*"))'), 0);
  equal(value('count(errors_allowed("a", limits="1 core", load="*"))'), 3);
  equal(value('errors_allowed("a", limits="1 core", load=200)'), 1);
});

Deno.test("what there is not, and what is left open, is refused with the choice", () => {
  throws(
    () => value('capacity("c", limits="1 core")'),
    /no implementation "c"; there are "a", "b"/,
  );
  throws(() => value('capacity("a")'), /capacity fits 2 of the report; say one of .*limits too/);
  throws(() => value('capacity("b")'), /b \(1 core\) passes at no load/);
  throws(() => value('capacity("a", load=100)'), /capacity knows no load=/);
  throws(() => value('points("a", gates="x")'), /points knows no gates=/);
  throws(
    () => evaluate("points()", contextOf([])),
    /column 1: points: no scenario of the report states an objective/,
  );
});

Deno.test("points and capacities take an implementation and a case without a name, and no more", () => {
  throws(() => value('capacity("a", "", "1 core")'), /capacity takes 2 arguments without a name/);
  throws(() => value('points("a", "", "1 core")'), /points takes 2 arguments without a name/);
  throws(() => value('errors_allowed("a", "", 100)'), /errors_allowed takes 2 arguments without/);
});
