import type { LoadTool } from "../load_tool.ts";
import { k6Generator } from "./generator.ts";
import { findGo, findK6, goVersion, installK6, K6_VERSION } from "./install.ts";

const GET = "Go compiles it from its module at its first use: https://go.dev/dl/, 1.24 or later";

/** k6 by Grafana: virtual users in stages, each running a script. */
export const k6: LoadTool = {
  name: "k6",
  get: GET,
  async look() {
    if (await findK6() !== undefined) return { version: K6_VERSION, lacks: [] };
    if (findGo() === undefined) {
      return { version: "", lacks: [{ reason: "neither k6 nor Go is installed", remedy: GET }] };
    }
    return {
      version: `${K6_VERSION}, compiled by ${await goVersion()} at its first use`,
      lacks: [],
    };
  },
  async prepare(signal) {
    const path = await installK6(signal);
    if (path === undefined) return undefined;
    return {
      name: "k6",
      version: K6_VERSION,
      notes: [
        "k6 is a closed loop here: a virtual user asks again when its answer is whole, so a slow server is asked less.",
        "Each request's time to first byte and duration are k6's own, rounded to microseconds; they hold what k6's own core could not do in time.",
        "Beside k6 a probe reads one stream after another from raw bytes: time to the first event, gaps between events and chunks are the probe's, and it is one user more than the load says.",
      ],
      generator: (request) => k6Generator(path, request),
    };
  },
};
