/** What the published text on speech gateways has beside its claims. */
import { claimId } from "../../links.ts";
import { onReport, onScenario, type TextPart } from "./part.ts";

const at = (id: string, title: string) =>
  onScenario("published-speech-gateway", "speech-gateway", id, title);
const CAPACITIES = at("capacities", "Capacities");
const NO_FIGURE = "a property of the programs that no figure of the text measures";

export const SPEECH_GATEWAY_PARTS: readonly TextPart[] = [
  {
    text: "Which runtime? (8 rows)",
    claims: ["T02", "T03", "T04", "T05", "T05-python", "T06", "T-lift-Elixir", "T-lift-Rust"],
    here: [at("leads", "Who leads in what")],
    why: "advice: its figures are judged, the rest has no figure",
  },
  {
    text: "Which pods to deploy, by runtime: 1 or 2 cores, memory, one large or many (8 items)",
    claims: ["T01"],
    here: [CAPACITIES, at("tried", "Every load that was tried")],
    why: "advice: capacities and failures for want of memory stand in the sweeps, costs nowhere",
  },
  {
    text: "What is notable in each program (7 rows beside lines and files), and its rough edges",
    claims: ["T12", "T12-front"],
    here: [at("code", "Lines of code")],
    why: NO_FIGURE,
  },
  {
    text: "How each program keeps to one request in flight per connection",
    why: NO_FIGURE,
  },
  {
    text: "Bun’s fetch is no h2c client, as that of Rust is",
    why: NO_FIGURE,
  },
  {
    text: "INFERENCE_HTTP_CLIENTS=128 behind the 4450 sessions of C++ on one core",
    here: [
      CAPACITIES,
      onReport("published-speech-gateway-erratum", claimId("T13"), "Claim T13 of the erratum"),
    ],
    why: "no run without the setting is in its tables, and the authors took the 4450 back",
  },
  {
    text:
      "How latency is timed: from the time at which a frame was sent to its partial answer, in an " +
      "open loop, into HDR histograms",
    here: [at("objective", "The objective")],
    why: "percentiles alone were published, no histogram",
  },
  {
    text: "Dates of the runs: 9 and 10 May 2026; Bun on one core and Go 11 May, C++ 13 May",
    why:
      "no result says on which day it was taken; Java is not in the list, and the names of its " +
      "folders say 11 May",
  },
  {
    text:
      "A check of each gateway before it is measured (just conformance; 5 cases in its repository: " +
      "a known answer, a wrong start, a wrong frame, the flush every second, an orderly end)",
    why: "it passes or not, and its results were not published",
  },
  {
    text:
      "What is not modelled: a real recogniser, authentication, many tenants, several utterances, " +
      "reconnects; no voice detection, so flushes are 1 s apart",
    here: [at("limits", "What this does not show")],
  },
  {
    text:
      "Known gaps: bounds on what waits for a connection, time to send, queues and drops, a limit " +
      "over all connections, checks under overload",
    why: "a list of what was not measured",
  },
  {
    text:
      "Where the recogniser runs: Rust on 2 cores fails at 1800 sessions beside it and passes 4375 " +
      "apart from it",
    here: [at("tried", "Every load that was tried")],
    why: "the co-located runs are not in its tables, and in these 4375 is borderline",
  },
];
