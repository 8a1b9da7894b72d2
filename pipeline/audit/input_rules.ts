/**
 * What formats say of their own input under names of their own. The rules check nothing here: a format
 * has spoken before the audit begins, and these are their entries in the list of all rules.
 */
import type { Rule } from "./rule.ts";

function said(rule: Omit<Rule, "scope" | "saidBy" | "check">): Rule {
  return { ...rule, scope: "file", saidBy: "formats", check: () => [] };
}

export const INPUT_RULES: readonly Rule[] = [
  said({
    name: "coarse-timestamps",
    severity: "note",
    why:
      "Points whose times are whole seconds give a duration that may be a second too long or too short, and so do the rates made of it.",
    example: "k6's CSV output writes whole seconds by default (--csv-time-format unix).",
  }),
  said({
    name: "k6-threshold",
    severity: "note",
    why: "The script's author set a limit and the run crossed it.",
    example:
      "k6's --summary-export writes true beside a threshold that was crossed and false beside one that held: readers take it the other way round.",
  }),
  said({
    name: "many-metrics",
    severity: "note",
    why: "Only so many metrics of one file are kept; the others are missing here.",
    example: "A k6 script that makes a metric for each user has as many metrics as users.",
  }),
  said({
    name: "many-names",
    severity: "note",
    why:
      "Requests whose URLs differ are told apart by name; beyond a thousand names only the whole is told.",
    example: "k6 names a request by its URL unless the script sets a name tag.",
  }),
  said({
    name: "per-thread-rate",
    severity: "warn",
    why: "The library divided the rate of all threads by their number without saying so.",
    example: "Google Benchmark 1.9.0 to 1.9.4 (google/benchmark, issue 2080).",
  }),
  said({
    name: "unit-unknown",
    severity: "warn",
    why: "A prefix that may mean 1,000 or 1,024 makes a value up to 10 % uncertain.",
    example:
      "Google Benchmark before 1.8.3 prints bytes_per_second=7.27G/s for 7.27 x 1024^3 and items_per_second=7.27G/s for 7.27 x 1000^3.",
  }),
];
