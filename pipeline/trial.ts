/** trials.ndjson: one line per finished trial, written by runners/, read by everything else. */
import { z } from "zod";
import { textSchema as text, timeSchema } from "./texts.ts";

/** A name that goes into paths, addresses and URLs. */
export const nameSchema = z.string().regex(
  /^[a-z0-9][a-z0-9._-]{0,99}$/,
  "a name has lower-case letters, digits, dots, hyphens and underscores, at most 100",
);

/** A program and its version as it states it. */
export const versionSchema = z.strictObject({ name: text, version: text });
export type Version = z.infer<typeof versionSchema>;

/** A raw file within the report's folder, as it was when the trial ended. */
export const rawFileSchema = z.strictObject({
  path: text,
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type RawFile = z.infer<typeof rawFileSchema>;

/** One process of a trial, as it was started. */
export const processSchema = z.strictObject({
  role: z.enum(["server", "generator", "backend", "program"]),
  argv: z.array(text),
  /** What was set for it, beyond what it inherits. */
  environment: z.record(text, text),
  /** Cores it was pinned to; empty where it was not. */
  cores: z.array(z.int().nonnegative()),
});
export type TrialProcess = z.infer<typeof processSchema>;

/** What the host did during the trial. */
export const hostNoiseSchema = z.strictObject({
  /** CPU time stolen by the hypervisor, summed over cores. */
  stealSeconds: z.number().nonnegative(),
  /** One-minute load average when the trial began. */
  loadAverage: z.number().nonnegative(),
  /** Pages swapped in or out. */
  swapPages: z.int().nonnegative(),
});

export const trialSchema = z.strictObject({
  id: nameSchema,
  scenario: nameSchema,
  implementation: nameSchema,
  case: text,
  limits: text,
  load: z.number().nonnegative().nullable(),
  load_unit: text,
  trial: z.int().positive(),
  /** 1-based block of the random order; 0 where trials were not interleaved (imports). */
  block: z.int().nonnegative(),
  seed: text,
  /** RFC 3339; empty where unknown (imports). */
  started: timeSchema,
  ended: timeSchema,
  /** Exit status of the load tool; null where it is not known or was ended by a signal. */
  exit: z.int().nullable(),
  state: z.enum(["finished", "failed"]),
  /** Why it failed: a short name and a sentence. */
  failure: z.strictObject({ kind: text, message: text }).optional(),
  warmup_seconds: z.number().nonnegative().nullable(),
  tools: z.array(versionSchema),
  programs: z.array(versionSchema),
  processes: z.array(processSchema),
  raw: z.array(rawFileSchema),
  host: hostNoiseSchema.nullable(),
});

/** A finished trial: what ran, how it ended, which raw files it left. */
export type Trial = z.infer<typeof trialSchema>;
