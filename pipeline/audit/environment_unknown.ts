import { findingOf, type Rule } from "./rule.ts";

/** Said once of a report; it names no rows, for it is true of every one. */
export const environmentUnknown: Rule = {
  name: "environment-unknown",
  severity: "warn",
  scope: "report",
  why:
    "Without processor, kernel and versions nobody can repeat a figure or tell a faster program from a faster machine.",
  example:
    "hyper.dev/letloop's report ranks 15 servers and names no processor and no kernel; most of the servers are not pinned to a version.",
  check: ({ environmentKnown, rows }) => {
    if (environmentKnown || rows.length === 0) return [];
    const message =
      "no host, kernel or version is known: these figures are not compared with any other report";
    return [{
      ...findingOf(environmentUnknown, [], message),
      place: { source: "environment.json" },
    }];
  },
};
