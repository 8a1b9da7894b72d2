/** What the published text on echoes has beside its claims. */
import { onScenario, type TextPart } from "./part.ts";

const at = (id: string, title: string) => onScenario("published-echo", "echo", id, title);
const BEST = at("wall-clock", "By the wall clock, of the best");
const STAGES = at("stages", "What each optimisation brought");

export const ECHO_PARTS: readonly TextPart[] = [
  {
    text: "What was set for fairness: TCP_NODELAY in all, at both ends. For asyncio’s WebSocket " +
      "server also one write a frame, buffers kept by thread, unmasking of 8 bytes at once",
    claims: ["A20", "A22-least", "A22-most"],
    here: [STAGES],
    why: "TCP_NODELAY alone and all together were timed; the others have no figure each",
  },
  {
    text: "Who has what: TCP and WebSocket, server and client (2 tables)",
    here: [at("coverage", "What was measured of whom")],
    why: "which ends a library offers is a property of it that no figure measures",
  },
  {
    text: "Bun’s server against asyncio’s own (4 rows)",
    claims: ["A23", "A24", "A25", "A26", "A27"],
    here: [BEST],
  },
  {
    text: "Why asyncio’s server stays behind Bun’s with small messages (3 reasons)",
    why: "causes without a figure: no profile was published",
  },
  {
    text: "asyncio against Drogon by the wall clock (5 rows, one without Drogon)",
    claims: ["A02", "A03", "A04", "A05", "A06-least", "A06-most"],
    here: [BEST],
  },
  {
    text: "Throughput with Bun’s server and with asyncio’s own (4 rates each)",
    claims: ["A28-64", "A28-1024", "A28-4096", "A28-65536"],
    here: [at("all", "All results")],
    why: "those with Bun’s server are by CPU time, with no time beside them to correct them by",
  },
  {
    text: "Key takeaways (5 rows)",
    claims: ["A10", "A10-trantor", "A16-4096", "A15", "A26", "A29-65536"],
  },
  {
    text: "Excellent, good or poor by library, with the style of its interface (4 rows)",
    here: [BEST],
    why: "some of these words stand for rows that did no work or for rates by CPU time; " +
      "a style of interface has no figure",
  },
  {
    text: "Strengths of asyncio (5) and what to improve (2)",
    claims: ["A10-server", "A15", "A23", "A24"],
    why:
      "vectored I/O, pools of buffers and the cost of coroutines are plans; the latency that is " +
      "called consistent is of rows that did no work",
  },
  {
    text: "Benchmarks to come (5)",
    here: [
      onScenario("echo-2026-11", "echo", "", "Connections, percentiles and io_uring in our own"),
    ],
    why: "plans: none of them was published",
  },
];
