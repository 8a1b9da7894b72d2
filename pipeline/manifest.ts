/** report.json and environment.json: what a report says of itself and of its host. */
import { z } from "zod";
import { dateSchema, textSchema as text } from "./texts.ts";
import { nameSchema, rawFileSchema, versionSchema } from "./trial.ts";

/** A service level objective, as `verdicts/slo.ts` judges by it; the meaning of each field stands there. */
export const sloSchema = z.strictObject({
  gates: z.array(z.strictObject({
    name: nameSchema,
    metric: text,
    statistic: text,
    mostSeconds: z.number().positive(),
    bounds: text,
  })).min(1).readonly(),
  budget: z.strictObject({
    errors: text,
    answers: text,
    errorsAllowed: z.int().nonnegative(),
    perAnswers: z.int().positive(),
    answerEverySeconds: z.number().positive().optional(),
  }),
  roundedToSeconds: z.number().positive().optional(),
});

/** An implementation as the report saw it. */
export const implementationEntrySchema = z.strictObject({
  name: nameSchema,
  scenario: nameSchema,
  title: text,
  language: text,
  runtime: text,
  framework: text,
  /** `missing`: its toolchain is not on this host; `failed`: build, contract or every trial failed. */
  state: z.enum(["measured", "missing", "failed"]),
  /** Why it is missing or failed, and what to do; empty when measured. */
  reason: text,
  remedy: text,
  /** The implementation that this name runs a second time, for the noise floor. */
  twin_of: nameSchema.optional(),
  versions: z.array(versionSchema),
  /** Folder of the source within the project; empty for imports. */
  source: text,
  /**
   * Files of that folder and their lines that are not empty; what describes its build is not among them, nor code
   * that it shares with others. Absent for imports, and of reports that did not count.
   */
  code: z.strictObject({ lines: z.int().nonnegative(), files: z.int().nonnegative() }).optional(),
});
export type ImplementationEntry = z.infer<typeof implementationEntrySchema>;

/** A scenario as the report ran it. */
export const scenarioEntrySchema = z.strictObject({
  name: nameSchema,
  title: text,
  /** One or two sentences: what is measured. */
  about: text,
  kind: z.enum(["ladder", "stages", "search", "harness", "fixed-work"]),
  load_unit: text,
  /** What the figures do not show, a sentence each. */
  does_not_show: z.array(text),
  /**
   * Metric and statistic that rank implementations, and the cases they are ranked in: all of them where none is
   * named. Absent where nothing is ranked.
   */
  ranked_by: z.strictObject({
    metric: text,
    statistic: text,
    cases: z.array(text).min(1).readonly().optional(),
  }).optional(),
  /** Name of the load tool; empty where there is none. */
  load_tool: text,
  /**
   * What the scenario's ratios divide by: an implementation, and the cases that measure the same workload of
   * it at different times. Absent where no ratio is claimed.
   */
  baseline: z.strictObject({
    implementation: nameSchema,
    metric: text,
    statistic: text,
    cases: z.array(text).min(2),
  }).optional(),
  /** What a load point must keep to pass; absent where none is stated. */
  slo: sloSchema.optional(),
});
export type ScenarioEntry = z.infer<typeof scenarioEntrySchema>;

/** A failure of the run, named. */
export const failureEntrySchema = z.strictObject({
  scenario: text,
  implementation: text,
  /** Trial id; empty where it failed before any trial. */
  trial: text,
  /**
   * `toolchain-missing`, `build`, `port-taken`, `start`, `contract`, `timeout`, `crash`, `load-tool`, `program`, `clock`,
   * `background`.
   */
  kind: text,
  message: text,
});
export type FailureEntry = z.infer<typeof failureEntrySchema>;

/** A raw file too large for git (over 2 MB compressed): it lives with the release, at this address. */
export const elsewhereFileSchema = z.strictObject({
  ...rawFileSchema.shape,
  url: z.string().regex(/^https:\/\/\S+$/, "an address begins with https://"),
});
export type ElsewhereFile = z.infer<typeof elsewhereFileSchema>;

const words = text.min(1);

/** The fields of an erratum that name results: cells, and figures of theirs. */
export const RESULT = [
  "scenario",
  "implementation",
  "case",
  "limits",
  "load",
  "metric",
  "statistic",
] as const;

/**
 * What this report says of an earlier one: the results that match are replaced (`superseded`) or taken back
 * (`retracted`). A field that is left out matches anything, so that a report alone takes all of it. With `metric`
 * or `statistic` it speaks of those figures of the cells alone, with `words` of that report's text alone.
 */
export const erratumSchema = z.strictObject({
  report: nameSchema,
  state: z.enum(["superseded", "retracted"]),
  scenario: nameSchema.optional(),
  implementation: nameSchema.optional(),
  case: text.optional(),
  limits: text.optional(),
  load: z.number().nonnegative().optional(),
  /** As the tables have it: "latency". */
  metric: words.optional(),
  /** As the tables have it: "p99.9". */
  statistic: words.optional(),
  /** Words of its text, as they stand in report.md: these are replaced or taken back, and no result is. */
  words: words.optional(),
  /** A sentence for the readers of the earlier report. */
  reason: words,
  /** Where that is said: a citation or an address. */
  source: text.optional(),
}).refine(
  (erratum) => erratum.words === undefined || RESULT.every((key) => erratum[key] === undefined),
  { error: "words stand in the text of a report, not in a result of it; name them apart" },
);
export type Erratum = z.infer<typeof erratumSchema>;

export const manifestSchema = z.strictObject({
  name: nameSchema,
  title: text,
  /** RFC 3339 time of the first trial, or date of the cited publication. */
  created: dateSchema,
  /**
   * `draft` or `published`, as its author left it. An edition is never edited, so whether it was superseded
   * or retracted since is computed from all reports (`standing.ts`); written here, those words are taken too.
   */
  state: z.enum(["draft", "published", "superseded", "retracted"]),
  /** `measured` here, or `imported` from raw outputs that somebody else made. */
  origin: z.enum(["measured", "imported"]),
  /** Where imported figures come from: a citation and an address; empty for our own. */
  citation: text,
  profile: text,
  seed: text,
  /** The command that makes a report like this one. */
  reproduce: text,
  scenarios: z.array(scenarioEntrySchema),
  implementations: z.array(implementationEntrySchema),
  failures: z.array(failureEntrySchema),
  /** What did not fit the time budget or this host, a sentence each. */
  left_out: z.array(text),
  /** The report that this one replaces as a whole. */
  supersedes: nameSchema.optional(),
  /** Results of earlier reports that this one replaces or takes back. */
  errata: z.array(erratumSchema).optional(),
  /** Raw files of this report that are not kept beside it. */
  elsewhere: z.array(elsewhereFileSchema).optional(),
});

/** report.json. */
export type Manifest = z.infer<typeof manifestSchema>;

export const environmentSchema = z.strictObject({
  /** Whether anything is known of the host; false for most imports. */
  known: z.boolean(),
  /** Short name of the host kind, for titles: "2-core Linux VM". */
  title: text,
  /** What identifies the hardware and system: key -> value. Results of differing values are not compared. */
  fingerprint: z.record(text, text),
  /** What may change from run to run and is recorded for the reader. */
  notes: z.record(text, text),
  /** How processes were kept apart, and what that costs, a sentence each. */
  isolation: z.array(text),
});

/** environment.json. */
export type Environment = z.infer<typeof environmentSchema>;
