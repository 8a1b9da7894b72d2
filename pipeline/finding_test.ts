import { equal } from "node:assert/strict";
import { describeCounts } from "./finding.ts";

Deno.test("describeCounts() says what one finding does and what several do, the gravest first", () => {
  const [withhold, bound, warn, note] = (["withhold", "lower bound", "warn", "note"] as const)
    .map((severity) => ({ severity }));
  if (!withhold || !bound || !warn || !note) throw new Error("four severities");
  equal(describeCounts([warn, withhold]), "1 finding withholds values, 1 warns");
  equal(describeCounts([warn, warn, note, note]), "2 findings warn, 2 are notes");
  equal(describeCounts([note]), "1 finding is a note");
  equal(
    describeCounts([bound, withhold, withhold]),
    "2 findings withhold values, 1 makes a value a lower bound",
  );
  equal(describeCounts([]), "nothing found");
});
