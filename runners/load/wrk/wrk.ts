import { fromFileUrl } from "../../paths.ts";
import { findExecutables, outputOf } from "../../host/programs.ts";
import type { LoadTool } from "../load_tool.ts";

/** The same for every load point: a step in the thread count would be a step in the figures. */
const THREADS = 1;

/** wrk by Will Glozer: a closed loop, fast enough to load any server from one core. */
export const wrk: LoadTool = {
  name: "wrk",
  get: "apt-get install wrk, brew install wrk, or https://github.com/wg/wrk",
  async prepare() {
    const path = findExecutables("wrk")[0];
    if (path === undefined) return undefined;
    // wrk prints its version with its usage and ends with status 1.
    const stated = await outputOf([path, "--version"]);
    const version = /wrk\s+(?:debian\/)?v?(\S+)/.exec(stated)?.[1] ?? "unknown";
    const script = fromFileUrl(new URL("histogram.lua", import.meta.url));
    return {
      name: "wrk",
      version,
      notes: [
        "wrk is a closed loop. The samples it adds for requests it held back are taken out again where its whole histogram is known; the audit names the latencies that keep them (backfilled-latency).",
        `It runs ${THREADS} thread at every load point.`,
      ],
      generator({ address, load, seconds, cores }) {
        const connections = load ?? 1;
        const argv = [
          "wrk",
          `--threads=${THREADS}`,
          `--connections=${connections}`,
          `--duration=${Math.ceil(seconds)}s`,
          "--latency",
          "--script=runners/load/wrk/histogram.lua",
          address,
        ];
        return {
          role: "generator",
          argv,
          command: [path, ...argv.slice(1)].map((word) =>
            word.startsWith("--script=") ? `--script=${script}` : word
          ),
          environment: { WALLCLOCK_CONNECTIONS: String(connections) },
          cwd: ".",
          cores: [...cores],
          seconds,
          stdout: "wrk.txt",
          writes: { WALLCLOCK_HISTOGRAM: "wrk.histogram.txt" },
          faultOf(stdout) {
            if (!/^Requests\/sec:/m.test(stdout)) {
              return "wrk printed no result; wrk.txt holds what it printed";
            }
            if (/^\s*0 requests in /m.test(stdout)) return "wrk got no answer at all";
            return undefined;
          },
        };
      },
    };
  },
};
