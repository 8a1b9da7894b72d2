import { deepEqual } from "node:assert/strict";
import { fixture } from "../../../tests/formats/testing.ts";
import type { Run } from "../format.ts";
import { wrkFormat } from "./wrk.ts";

const read = (text: string) => wrkFormat.read(text, { file: "a.txt" });
const values = (run: Run | undefined) =>
  run?.measurements.map(({ metric, statistic, value }) => `${metric} ${statistic} ${value}`);

Deno.test("wrk takes no digit off a run for what a cut has left before its header", () => {
  const text = fixture("wrk/lua_summary.txt");
  const whole = values(read(text)[0]);
  for (let cut = text.indexOf("2 threads"); cut < text.length; cut++) {
    const runs = read(text.slice(0, cut) + text);
    deepEqual(
      values(runs.at(-1)),
      whole,
      `cut at ${cut}: ${JSON.stringify(text.slice(cut - 20, cut))}`,
    );
  }
});
