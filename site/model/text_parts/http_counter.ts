/** What the published text on the HTTP counter has beside its claims. */
import type { TextPart } from "./part.ts";

export const HTTP_COUNTER_PARTS: readonly TextPart[] = [
  {
    text: "A script in its repository that profiles a server at 16 connections (bench-perf.sh)",
    why: "no profile was published",
  },
];
