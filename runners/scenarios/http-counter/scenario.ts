import { cells, type Scenario } from "../../scenario.ts";
import { verifyContract } from "./contract.ts";

const LADDER = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const at = (loads: readonly number[]) => cells([""], loads);

/** GET of a small page from a counter application, keep-alive, against the number of connections. */
export const httpCounter: Scenario = {
  name: "http-counter",
  title: "HTTP counter",
  about:
    "GET / of a counter application over loopback HTTP/1.1 with keep-alive: a page of 289 bytes, about 406 with its head, built for each request. The server has one core and one worker.",
  kind: "ladder",
  load_unit: "connections",
  ranked_by: { metric: "goodput", statistic: "mean" },
  does_not_show: [
    "No disk, database, TLS, request body or template engine takes part.",
    "The generator shares memory, caches and kernel with the server: a network between them would change both figures.",
    "One core says nothing of how a server scales to more.",
    "The load is a closed loop: a slow answer delays the next question, so a stall looks shorter than users would feel it.",
  ],
  folder: new URL(".", import.meta.url),
  basePort: 18300,
  path: "/",
  serverCores: 1,
  loadTools: ["wrk", "autocannon"],
  cases: [{ name: "" }],
  profiles: {
    quick: {
      about: "a look in minutes: short trials, few load points",
      warmupSeconds: 0.5,
      budgetSeconds: 240,
      notes: [
        "The quick profile warms a server up for half a second: a runtime that compiles while it runs (Java above all) is measured before it has reached its speed.",
        "Few short trials show only large differences: most neighbours share a rank here.",
      ],
      steps: [
        { cells: at(LADDER), trials: 5, measureSeconds: 2 },
        { cells: at([1, 4, 16, 64, 256]), trials: 3, measureSeconds: 2 },
        { cells: at([1, 8, 64, 256]), trials: 3, measureSeconds: 2 },
        { cells: at([1, 8, 64]), trials: 3, measureSeconds: 2 },
        { cells: at([1, 8, 64]), trials: 3, measureSeconds: 1 },
        { cells: at([8, 64]), trials: 3, measureSeconds: 1 },
        { cells: at([64]), trials: 3, measureSeconds: 1 },
        { cells: at([64]), trials: 1, measureSeconds: 1 },
      ],
    },
    full: {
      about: "the whole ladder, five trials of ten seconds after three of warm-up",
      warmupSeconds: 3,
      budgetSeconds: Infinity,
      notes: [],
      steps: [{ cells: at(LADDER), trials: 5, measureSeconds: 10 }],
    },
  },
  twins: [["go-net-http", "node-http"]],
  verify: verifyContract,
};
