import { type Backend, cells, type Scenario, type ScenarioCase } from "../../scenario.ts";
import { harness } from "./harness.ts";

const FULL_SECONDS = 12;
const QUICK_SECONDS = 3;

/** An echo server that runs beside the program, in another language. */
function backend(name: string, title: string): Backend {
  return {
    name,
    folder: new URL(`backends/${name}/`, import.meta.url),
    path: "/",
    ready: "tcp",
    environment: { ECHO_PORT: "{port}", ECHO_SERVER: title },
  };
}

const TCP = "tcp";
const RING = "tcp, io_uring";
const INTERNAL = "ws-internal";
const EXTERNAL: Readonly<Record<string, string>> = {
  "ws-bun": "bun",
  "ws-node": "node-ws",
  "ws-go": "go",
  "ws-rust": "rust-tungstenite",
};

const CASES: readonly ScenarioCase[] = [
  { name: TCP },
  { name: RING, environment: { program: { UV_USE_IO_URING: "1" } } },
  { name: INTERNAL },
  ...Object.entries(EXTERNAL).map(([name, server]) => ({ name, backends: [server] })),
];
const ALL = CASES.map(({ name }) => name);

/**
 * What programs are ranked by: the smallest message, by the wall clock; every profile measures it. Of the servers in
 * other languages only Bun's, as the published benchmark had it.
 */
const RANKED = "Echo_64B/100/real_time";

/** TCP and WebSocket echo with Google Benchmark: each benchmark by the library's own clock and by the wall clock. */
export const echo: Scenario = {
  name: "echo",
  title: "Echo",
  about:
    "One connection, or up to 64, sends messages of 64 B to 64 KB over loopback and waits for each to come back, 10 to 1000 times; Google Benchmark times the whole. TCP against a server of the same library; WebSocket against one of the same library (ws-internal) and against Bun, Node.js, Go and Rust. Every byte of every echo is verified. The connection is set up before the timed part, or inside it where the name says Connect. Programs are ranked by one benchmark, beside the same server alone: round trips (items) per second of 64 B, 100 an iteration, by the wall clock.",
  kind: "harness",
  load_unit: "",
  ranked_by: {
    metric: "items_rate",
    statistic: "mean",
    cases: [`${TCP}/BM_Tcp${RANKED}`].concat(
      [INTERNAL, "ws-bun"].map((name) => `${name}/BM_Ws${RANKED}`),
    ),
  },
  does_not_show: [
    "One benchmark ranks the programs: with larger messages, more connections or a connection for each exchange the order may be another; the table of all other cases has those.",
    "Client and server share a host: no network, no loss, no other traffic.",
    "A message is sent when the one before has come back: nothing is said of messages that queue up.",
    "The client's core and the server's are the same in all benchmarks; on one core for both, or on many, the order may differ.",
    "Servers of other languages bring their own buffers; only their sockets and their cores are as in the rest.",
    "Blocking calls have no loop to enter and leave: with one connection that is an advantage, with many they wait in turn.",
  ],
  folder: new URL(".", import.meta.url),
  basePort: 18600,
  path: "/",
  serverCores: 2,
  limits: "1 core a side",
  loadTools: [],
  cases: CASES,
  backends: [
    backend("bun", "Bun.serve"),
    backend("node-ws", "Node.js ws"),
    backend("go", "Go gorilla/websocket"),
    backend("rust-tungstenite", "Rust tokio-tungstenite"),
  ],
  profiles: {
    quick: {
      about: "a look in minutes: the smallest and the largest message, three to five trials",
      warmupSeconds: 0,
      // Three twins.
      budgetSeconds: 300,
      notes: [
        "The quick profile leaves out messages of 1 and 4 KB, most rungs of the ladder and most counts of round trips.",
      ],
      steps: [
        { cells: cells(ALL, [null]), trials: 5, measureSeconds: QUICK_SECONDS },
        { cells: cells(ALL, [null]), trials: 3, measureSeconds: QUICK_SECONDS },
        { cells: cells([TCP, RING, "ws-bun"], [null]), trials: 3, measureSeconds: QUICK_SECONDS },
        { cells: cells([TCP], [null]), trials: 3, measureSeconds: QUICK_SECONDS },
        { cells: cells([TCP], [null]), trials: 1, measureSeconds: 1 },
      ],
    },
    full: {
      about: "every benchmark in nine trials, in random blocks; about an hour",
      warmupSeconds: 0,
      budgetSeconds: Infinity,
      notes: [],
      steps: [{ cells: cells(ALL, [null]), trials: 9, measureSeconds: FULL_SECONDS }],
    },
  },
  // WebSocket programs are noisier than the one with the least between it and its sockets.
  twins: [["epoll"], ["beast"], ["websocketpp"]],
  verify: () => Promise.resolve([]),
  harness,
};
