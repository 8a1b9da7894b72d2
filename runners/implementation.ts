/** implementation.json: a program under test, wholly described by its own folder. */
import { z } from "zod";

const text = z.string();
const argv = z.array(text).min(1);

/** A program that must be on the host before the build can start. */
export const requirementSchema = z.strictObject({
  /** Name as typed in a shell: `cargo`. Where an argv begins with it, the found path is used. */
  program: z.string().regex(/^[A-Za-z0-9._+-]+$/),
  /** Folders to look in beside PATH; `*` stands for one path segment, newest name first. */
  alsoIn: z.array(text).default([]),
  /** Arguments that print the version; the first number with dots in it is taken. */
  version: z.array(text).default(["--version"]),
  /** Least version, compared number by number. */
  atLeast: text.optional(),
  /** How to get it, for people. */
  get: text,
});
export type Requirement = z.infer<typeof requirementSchema>;

/** A file that must be on the host: a header of a system library. */
export const requiredFileSchema = z.strictObject({
  path: text,
  get: text,
});

export const implementationSchema = z.strictObject({
  /** Name for people: `Node.js http`. */
  title: text,
  language: text,
  runtime: text,
  framework: text,
  requires: z.array(requirementSchema),
  requiresFiles: z.array(requiredFileSchema).default([]),
  /** Folders elsewhere, relative to this one, that the copy gets under their own name: `../../common`. */
  shared: z.array(z.string().regex(/^(\.\.\/)+[A-Za-z0-9._/-]*[A-Za-z0-9_-]$/)).default([]),
  /** Commands run in order, in a copy of this folder; empty where there is nothing to build. */
  build: z.array(argv).default([]),
  /** Starts it in the built copy; a server listens on 127.0.0.1 and the port in $PORT. */
  start: argv,
  /** Set for the server: one worker, one thread. */
  environment: z.record(text, text).default({}),
  /** Commands that print versions to record, run in the built copy. */
  versions: z.array(z.strictObject({ name: text, argv })).default([]),
  /** The cases of the scenario that it takes part in; all where absent. */
  cases: z.array(text).min(1).optional(),
});

/** One program under test for a scenario. */
export type Implementation = z.infer<typeof implementationSchema>;
