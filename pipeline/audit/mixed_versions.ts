import { type Finding, findingOf, type Rule, type TrialFacts } from "./rule.ts";
import { groupBy, keyOf, resultsOf, rowsOfFacts } from "./trial_rows.ts";
import { formatList } from "./words.ts";

/** Programs of one implementation, and tools of one scenario, must be the same all the way up. */
export const mixedVersions: Rule = {
  name: "mixed-versions",
  severity: "warn",
  scope: "report",
  why:
    "Where a ladder was measured with two versions of a program or a tool, its steps may be the versions' and not the load's.",
  example:
    "The SSE proxy benchmark's text says Hono 4.6 where its lock file pins 4.12.27: two people who add a point to its figures measure two programs.",
  check(evidence) {
    const { trials } = evidence;
    const groups = [
      ...groupBy(trials, ({ scenario, implementation }) => keyOf(scenario, implementation))
        .flatMap((group) => differing(group, ({ programs }) => programs)),
      ...groupBy(trials, ({ scenario }) => scenario)
        .flatMap((group) => differing(group, ({ tools }) => tools)),
    ];
    return groups.map(({ group, versions }): Finding => {
      const rows = group.flatMap((facts) => rowsOfFacts(evidence, facts).flatMap(resultsOf));
      const { scenario } = group[0] as TrialFacts;
      return {
        ...findingOf(mixedVersions, rows, `one ladder was measured with ${formatList(versions)}`),
        place: { scenario, source: "trials.ndjson" },
      };
    });
  },
};

/** The versions of each program that has several, with the trials that name them. */
function differing(
  group: readonly TrialFacts[],
  namesOf: (facts: TrialFacts) => readonly string[],
): { group: TrialFacts[]; versions: string[] }[] {
  const named = group.flatMap((facts) => namesOf(facts).map((text) => ({ facts, text })));
  return groupBy(named, ({ text }) => programOf(text)).flatMap((entries) => {
    const versions = [...new Set(entries.map(({ text }) => text))].sort();
    if (versions.length < 2) return [];
    return [{ group: [...new Set(entries.map(({ facts }) => facts))], versions }];
  });
}

/** `wrk` of `wrk 4.1.0`. */
function programOf(text: string): string {
  const blank = text.lastIndexOf(" ");
  return blank < 0 ? text : text.slice(0, blank);
}
