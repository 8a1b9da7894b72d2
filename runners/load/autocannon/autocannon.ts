import { findExecutables } from "../../host/programs.ts";
import { installNodePackage } from "./install.ts";
import type { LoadTool } from "../load_tool.ts";

/** autocannon from npm: the embedded default where wrk is not installed. */
export const autocannon: LoadTool = {
  name: "autocannon",
  get: "comes with Node.js and npm, which install it: https://nodejs.org",
  async prepare() {
    const node = findExecutables("node")[0];
    if (node === undefined) return undefined;
    const installed = await installNodePackage();
    return {
      name: "autocannon",
      version: installed.version,
      notes: [
        "autocannon is a closed loop on one core of JavaScript: fast servers outrun it, and their figures are then lower bounds.",
        "Its latencies are whole milliseconds.",
      ],
      generator({ address, connections, seconds, cores }) {
        const argv = [
          "autocannon",
          "--json",
          "--no-progress",
          `--connections=${connections}`,
          `--duration=${Math.ceil(seconds)}`,
          address,
        ];
        return {
          role: "generator",
          argv,
          command: [node, installed.script, ...argv.slice(1)],
          environment: {},
          cwd: ".",
          cores: [...cores],
          seconds,
          stdout: "autocannon.json",
          writes: {},
          faultOf(stdout) {
            let result: { requests?: { total?: number }; "2xx"?: number };
            try {
              result = JSON.parse(stdout);
            } catch {
              return "autocannon printed no JSON; autocannon.json holds what it printed";
            }
            return result.requests?.total === 0 ? "autocannon got no answer at all" : undefined;
          },
        };
      },
    };
  },
};
