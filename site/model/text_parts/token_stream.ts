/** What the published text on token streams has beside its claims. */
import { onScenario, type TextPart } from "./part.ts";

export const TOKEN_STREAM_PARTS: readonly TextPart[] = [
  {
    text:
      "Which to take by memory: 256 MB and more, many processes on one machine, single-digit MB",
    claims: ["S06", "S13", "S14"],
    here: [
      onScenario(
        "published-token-stream",
        "token-stream",
        "budgets-5",
        "Most throughput within a memory budget",
      ),
    ],
    why: "advice: its figures are judged, the rest has no figure",
  },
];
