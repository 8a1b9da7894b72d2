/** What the published text on static files has beside its claims. */
import { onScenario, type TextPart } from "./part.ts";

export const STATIC_FILES_PARTS: readonly TextPart[] = [
  {
    text: "Further optimisations: files compressed beforehand, TCP_NODELAY, a pool of workers",
    claims: ["R04"],
    why: "named beside the change of runtime; none has a figure of its own",
  },
  {
    text:
      "Two ways on: prove the gate with wrk, 100 connections and more, and realistic workloads; " +
      "or give up the claim",
    claims: ["gate"],
    why: "plans: no such run was published",
  },
  {
    text:
      "Where to look if concurrency brings nothing: profiles, the cost of async, the network, the build",
    why: "a list without a figure",
  },
  {
    text:
      "An older version of the text: a debug build, 205 requests a second against Python’s 224, " +
      "called a blocker",
    claims: ["R03"],
    why: "of a debug build, and replaced in the text by the release build, which is judged",
  },
  {
    text:
      "Its specification (section 8.5): six workloads (files of 1 KB to 10 MB, WebAssembly, many " +
      "files, a listing), percentiles up to the maximum, memory, time to first byte, start-up; 5 s " +
      "of warm-up, 10 runs, intervals, a nightly run on hardware of its own that fails at 5 % slower",
    here: [
      onScenario("static-files-2026-11", "static-files", "", "What our own static files measure"),
    ],
    why: "asked for and never delivered, so that there is nothing to read again",
  },
];
