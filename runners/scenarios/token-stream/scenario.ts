import { cells, type Scenario, type ScenarioCase } from "../../scenario.ts";
import request from "./request.json" with { type: "json" };
import { verifyContract } from "./contract.ts";

const BASE_PORT = 18500;
const HOSTNAME = "127.0.0.1";
/** Where the bench puts the first backend of a scenario. */
const BACKEND_PORT = BASE_PORT + 80;

/** The published loads. `baseline`: 10 virtual users for 60 s. */
const BASELINE = [{ seconds: 0, target: 10 }, { seconds: 60, target: 10 }];
/** `stress`: to 10 in 15 s, to 100 in 30 s, to 200 in 15 s, to none in 10 s. */
const STRESS = [
  { seconds: 15, target: 10 },
  { seconds: 30, target: 100 },
  { seconds: 15, target: 200 },
  { seconds: 10, target: 0 },
];

/** What is set beside each load: nothing, as published; TCP_NODELAY; a pause before each event; both. */
const SETTINGS: readonly Pick<ScenarioCase, "name" | "environment">[] = [
  { name: "" },
  { name: "nodelay", environment: { server: { NODELAY: "1" } } },
  { name: "20 ms", environment: { backend: { TOKEN_DELAY_MS: "20" } } },
  {
    name: "nodelay, 20 ms",
    environment: { server: { NODELAY: "1" }, backend: { TOKEN_DELAY_MS: "20" } },
  },
];

function casesOf(load: string, stages: ScenarioCase["stages"] & object): ScenarioCase[] {
  return SETTINGS.map(({ name, ...setting }) => ({
    ...setting,
    name: [load, name].filter((part) => part !== "").join(", "),
    stages,
    script: new URL("chat.cjs", import.meta.url),
    request,
    backends: ["llm-stub"],
  }));
}

const baseline = casesOf("baseline", BASELINE);
const stress = casesOf("stress", STRESS);

/** Every setting at both loads; of a ramp there is no one number of virtual users. */
const ALL = [
  ...cells(baseline.map(({ name }) => name), [10]),
  ...cells(stress.map(({ name }) => name), [null]),
];

/** A chat server that passes on the stream of a language model, event by event. */
export const tokenStream: Scenario = {
  name: "token-stream",
  title: "Token stream",
  about:
    "POST /chat to a proxy that passes on 126 server-sent events, 8 kB, from a stub of a language model, over loopback HTTP/1.1 with keep-alive. Baseline: 10 virtual users. Stress: a ramp to 200 and back. The stub sends all events at once, as the published benchmark had it, or one each 20 ms; TCP_NODELAY is left as the server has it, or set. The server has one core.",
  kind: "stages",
  load_unit: "virtual-users",
  // Streams that pause are as fast as the stub: their rate ranks nobody.
  ranked_by: {
    metric: "goodput",
    statistic: "mean",
    cases: ["baseline", "baseline, nodelay", "stress"],
  },
  does_not_show: [
    "Without pauses the whole answer is there at once: what is measured is how fast 126 small pieces are passed on, and nobody waits for words.",
    "With a pause of 20 ms an answer takes 2.5 s whatever the server does: its rate says nothing of the server, and CPU, memory and the evenness of the events do.",
    "Stress figures are averages over the whole ramp, not figures at 200 virtual users.",
    "The load generator and the stub share a core where the host has two: without pauses k6 and the stub are at their end before most servers are, and rates are lower bounds. The generator rounds takes less of that core; it holds its users and drives no ramp.",
    "The load is a closed loop: a slow answer delays the next question, so a stall looks shorter than users would feel it.",
    "The model is a stub on the same host: no TLS, no network and no database take part.",
  ],
  folder: new URL(".", import.meta.url),
  basePort: BASE_PORT,
  path: "/chat",
  serverCores: 1,
  loadTools: ["k6", "rounds"],
  cases: [...baseline, ...stress],
  backends: [{
    name: "llm-stub",
    folder: new URL("stub/", import.meta.url),
    path: "/state",
    ready: "http",
    environment: { BACKEND_URL: "http://{address}" },
  }],
  profiles: {
    quick: {
      about: "a look in minutes: one short trial of a case or two",
      warmupSeconds: 2,
      budgetSeconds: 240,
      notes: [
        "The quick profile measures each server once and for seconds: it shows whether things work, and differences of a factor.",
      ],
      steps: [
        { cells: ALL, trials: 1, measureSeconds: 14 },
        {
          cells: cells(["baseline", "baseline, nodelay", "baseline, 20 ms"], [10]),
          trials: 1,
          measureSeconds: 7,
        },
        { cells: cells(["baseline", "baseline, nodelay"], [10]), trials: 1, measureSeconds: 6 },
        { cells: cells(["baseline"], [10]), trials: 1, measureSeconds: 6 },
      ],
    },
    full: {
      about: "every setting at both published loads, three trials",
      warmupSeconds: 5,
      budgetSeconds: Infinity,
      notes: [],
      steps: [{ cells: ALL, trials: 3, measureSeconds: null }],
    },
  },
  twins: [["go-http"]],
  verify: (endpoint, signal) =>
    verifyContract(endpoint, { hostname: HOSTNAME, port: BACKEND_PORT }, signal),
};
