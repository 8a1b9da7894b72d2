import { cells, type Scenario, type ScenarioCase } from "../../scenario.ts";
import { verifyContract } from "./contract.ts";
import { ensureFiles, LISTING_PATH, SERVED_FOLDER, workList } from "./files.ts";

/** A case of one file, or of the many: the load tool gets the list and knows every byte. */
function files(
  name: string,
  path: string,
  list: Parameters<typeof workList>[0],
  requests: number,
): ScenarioCase {
  return { name, path, requests, environment: { generator: { WORK: workList(list) } } };
}

/** Made of the same requests as `after`: rust-axum alone reads RUNTIME, for all others it is a second time. */
function before(after: ScenarioCase): ScenarioCase {
  const environment = { ...after.environment, server: { RUNTIME: "default" } };
  return { ...after, name: "1KB-before", environment };
}

const AFTER = files("1KB-after", "/1kb.bin", "1kb", 1000);

const CASES: readonly ScenarioCase[] = [
  before(AFTER),
  AFTER,
  files("100KB", "/100kb.bin", "100kb", 500),
  files("2MB-wasm", "/2mb.wasm", "2mb", 250),
  files("10MB", "/10mb.bin", "10mb", 50),
  files("1000x1KB", "/many/000.bin", "many", 1000),
  { name: "listing", path: LISTING_PATH, requests: 100 },
];

const ALL = CASES.map((each) => each.name);
const CLAIMED = ["1KB-before", "1KB-after"];
const WORKERS = [1, 50];

/** GET of files over keep-alive: six workloads, one at a time and fifty, in whole rounds of requests. */
export const staticFiles: Scenario = {
  name: "static-files",
  title: "Static files",
  about:
    "GET of files over loopback HTTP/1.1 with keep-alive, one request at a time and fifty: a file of 1 KB (1,024 bytes), of 100 KB, of 2 MB (the size of a WebAssembly module), of 10 MB, each of 1,000 files of 1 KB in mixed order, and the listing of their folder. Whole rounds of requests (1,000 of the small files) for at least as many seconds as the trial has. The server has one core.",
  kind: "fixed-work",
  load_unit: "workers",
  ranked_by: { metric: "goodput", statistic: "mean" },
  baseline: {
    implementation: "python-http-server",
    metric: "throughput",
    statistic: "mean",
    cases: CLAIMED,
  },
  does_not_show: [
    "Every file is in the page cache: no disk takes part, and no TLS, compression or cache header.",
    "The generator shares memory and kernel with the server: a network between them would change the figures, those of 10 MB most.",
    "One core says nothing of how a server scales to more: a runtime with a thread per core has one thread here.",
    "Connections stay open. Clients that open one for each request measure the opening as well.",
    "The file of 2 MB is a module by its name alone: nothing compiles it, and with which Content-Type it comes is not checked.",
    "A listing has what its server puts into it: the sizes differ, and so does the work.",
    "The load is a closed loop: a slow answer delays the next question, so a stall looks shorter than users would feel it.",
  ],
  folder: new URL(".", import.meta.url),
  basePort: 18400,
  path: "/1kb.bin",
  serverCores: 1,
  loadTools: ["rounds"],
  cases: CASES,
  profiles: {
    quick: {
      about: "a look in minutes: trials of a second",
      warmupSeconds: 0.5,
      budgetSeconds: 240,
      notes: [
        "Trials of a second show start-up, first garbage collections and single hiccups; the full profile has ten.",
        "Few short trials show only large differences: most neighbours share a rank here.",
      ],
      steps: [
        { cells: cells(ALL, WORKERS), trials: 3, measureSeconds: 1 },
        { cells: cells(ALL, [50]), trials: 3, measureSeconds: 1 },
        { cells: cells(CLAIMED, WORKERS), trials: 3, measureSeconds: 1 },
        { cells: cells(CLAIMED, [50]), trials: 3, measureSeconds: 1 },
        { cells: cells(CLAIMED, [50]), trials: 1, measureSeconds: 1 },
      ],
    },
    full: {
      about: "every case at both loads, five trials of ten seconds after three of warm-up",
      warmupSeconds: 3,
      budgetSeconds: Infinity,
      notes: [],
      steps: [
        { cells: cells(ALL, WORKERS), trials: 5, measureSeconds: 10 },
        { cells: cells(ALL, WORKERS), trials: 3, measureSeconds: 10 },
        {
          cells: [
            ...cells(CLAIMED, WORKERS),
            ...cells(ALL.filter((each) => !CLAIMED.includes(each)), [50]),
          ],
          trials: 3,
          measureSeconds: 10,
        },
      ],
    },
  },
  twins: [["rust-axum", "node-http"]],
  async prepare() {
    await ensureFiles();
    return { FILES: SERVED_FOLDER };
  },
  verify: verifyContract,
};
