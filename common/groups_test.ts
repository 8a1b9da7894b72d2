import { deepEqual, ok, throws } from "node:assert/strict";
import { groupsOf } from "./groups.ts";

function matched(expression: RegExp, text: string): RegExpMatchArray {
  const match = expression.exec(text);
  ok(match !== null);
  return match;
}

Deno.test("groupsOf() gives the groups of a match, empty ones too", () => {
  const [key, value]: [string, string] = groupsOf(matched(/^(\w+)=(.*)$/, "a="), 2);
  deepEqual([key, value], ["a", ""]);
});

Deno.test("groupsOf() throws where a group took no part, or there are fewer than were asked for", () => {
  throws(() => groupsOf(matched(/^(a)|(b)$/, "b"), 2), /group 1 of 2 is missing in "b"/);
  throws(() => groupsOf(matched(/^(a)$/, "a"), 2), /group 2 of 2 is missing in "a"/);
});
