/** The objective of the scenario speech-gateway: fresh partial answers, old frames not left waiting, no errors. */
import type { Slo } from "../../pipeline/verdicts/slo.ts";

export const SPEECH_GATEWAY_SLO: Slo = {
  gates: [
    {
      name: "newest_p50",
      metric: "latency_newest",
      statistic: "p50",
      mostSeconds: 0.2,
      bounds: "how fast the freshest audio of a flushed batch is answered",
    },
    {
      name: "newest_p95",
      metric: "latency_newest",
      statistic: "p95",
      mostSeconds: 0.35,
      bounds: "the same for the slow one in twenty",
    },
    {
      name: "oldest_p50",
      metric: "latency_oldest",
      statistic: "p50",
      mostSeconds: 1.2,
      bounds: "how long a frame waits that just missed a flush",
    },
    {
      name: "oldest_p95",
      metric: "latency_oldest",
      statistic: "p95",
      mostSeconds: 1.65,
      bounds: "the same for the slow one in twenty",
    },
  ],
  // One flush a second, and one partial answer to each.
  budget: {
    errors: "errors",
    answers: "partials",
    errorsAllowed: 1,
    perAnswers: 100_000,
    answerEverySeconds: 1,
  },
};
