import { equal } from "node:assert/strict";
import { severitiesText } from "./finding.ts";

Deno.test("findings are counted in words that one and many of them have, the gravest first", () => {
  const of = (...severities: Parameters<typeof severitiesText>[0][number]["severity"][]) =>
    severitiesText(severities.map((severity) => ({ severity })));
  equal(
    of("note", "withhold", "warn", "lower bound"),
    "1 withheld, 1 lower bound, 1 warning, 1 note",
  );
  equal(of("warn", "warn", "withhold", "withhold"), "2 withheld, 2 warnings");
  equal(of("note", "note", "lower bound", "lower bound"), "2 lower bounds, 2 notes");
  equal(of(), "");
});
