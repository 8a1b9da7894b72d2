import { deepEqual } from "node:assert/strict";
import { reachOf, within } from "./reach.ts";

Deno.test("an axis reaches to all intervals of a quiet run", () => {
  const values = [{ centre: 10, interval: { low: 9, high: 11 } }, { centre: 20 }];
  deepEqual(reachOf(values, 3), { low: 9, high: 20, isCut: false });
});

Deno.test("an interval that would hide the values is cut off", () => {
  const reach = reachOf([{ centre: 10, interval: { low: -5, high: 900 } }, { centre: 20 }], 3);
  deepEqual(reach, { low: 10 / 3, high: 60, isCut: true });
  deepEqual(within({ low: -5, high: 900 }, reach), { low: 10 / 3, high: 60 });
  deepEqual(within({ low: 12, high: 15 }, reach), { low: 12, high: 15 });
});
