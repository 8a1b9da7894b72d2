import { equal, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { RULES } from "../../../pipeline/report.ts";
import { ruleGroups } from "../../model/method.ts";
import { ruleId } from "../../model/page_addresses.ts";
import { RulesIndex, RulesList } from "./rules_list.tsx";

Deno.test("each rule says when it speaks and in which files it is", () => {
  const html = renderToString(<RulesList groups={ruleGroups([])} to={(address) => address} />);
  const entries = new Map(
    RULES.map(({ name }) => {
      const [, rest = ""] = html.split(`id="${ruleId(name)}"`);
      return [name, rest.split("</div>")[0] ?? ""];
    }),
  );
  const says = (name: string, part: string) =>
    ok(entries.get(name)?.includes(part), `${name} does not say ${part}: ${entries.get(name)}`);
  says("heavy-tail", "It speaks at: p99 > 10 x mean.");
  says("heavy-tail", "In the code: <code>pipeline/audit/heavy_tail.ts</code>");
  ok(!entries.get("single-trial")?.includes("It speaks at"));
  says(
    "sentinel-value",
    "<code>pipeline/audit/sentinel_value.ts</code>, <code>pipeline/formats/</code>",
  );
  says("clock-unknown", "<code>pipeline/corrections/</code>");
  says("unit-unknown", "In the code: <code>pipeline/formats/</code>");
});

Deno.test("every rule can be found by its name before the first of them", () => {
  const groups = ruleGroups([]);
  const index = renderToString(<RulesIndex groups={groups} />);
  const list = renderToString(<RulesList groups={groups} to={(address) => address} />);
  const ids = [...index.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  equal(ids.length, RULES.length);
  for (const id of ids) ok(list.includes(`id="${id}"`), id);
});
