import type { Rule } from "./rule.ts";

/** Only a format knows how its input ends, so formats say it, and this is the rule's entry in the list. */
export const truncatedInput: Rule = {
  name: "truncated-input",
  severity: "warn",
  scope: "file",
  saidBy: "formats",
  why:
    "A raw file that stops before its end mark is of a run that was killed or of a copy that was cut; what is certainly right is kept, the rest is missing.",
  example:
    "Google Benchmark's JSON is written row by row: where the program crashes the closing ]} is missing, and the last row may be half a row.",
  check: () => [],
};
