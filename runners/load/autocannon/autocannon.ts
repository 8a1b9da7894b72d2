import { findProgram } from "../../host/programs.ts";
import { requirementSchema } from "../../implementation.ts";
import { fromFileUrl } from "../../paths.ts";
import { findNpm, installNodePackage, nodePackage } from "./install.ts";
import type { LoadTool } from "../load_tool.ts";

const NODE = requirementSchema.parse({ program: "node", atLeast: "20.0", get: "nodejs.org" });

const GET = "comes with Node.js and npm, which install it: https://nodejs.org";

/** autocannon from npm: the embedded default where wrk is not installed. */
export const autocannon: LoadTool = {
  name: "autocannon",
  get: GET,
  look: () => lookAt(),
  async prepare(signal) {
    // `deno task` puts itself in the place of a Node.js that is missing; as a load tool it is another one.
    const node = await findProgram(NODE);
    if (!("path" in node)) return undefined;
    const installed = await installNodePackage(signal);
    if (installed === undefined) return undefined;
    const driver = fromFileUrl(new URL("drive.cjs", import.meta.url));
    return {
      name: "autocannon",
      version: installed.version,
      notes: [
        "autocannon is a closed loop on one core of JavaScript: fast servers outrun it, and their figures are then lower bounds.",
        "Its own latencies are whole milliseconds; those shown are the same ones counted in microseconds.",
      ],
      generator({ address, load, seconds, cores }) {
        const argv = [
          "node",
          "runners/load/autocannon/drive.cjs",
          `--connections=${load ?? 1}`,
          `--duration=${Math.ceil(seconds)}`,
          address,
        ];
        return {
          role: "generator",
          argv,
          command: [node.path, driver, `--module=${installed.module}`, ...argv.slice(2)],
          environment: {},
          cwd: ".",
          cores: [...cores],
          seconds,
          stdout: "autocannon.json",
          writes: { WALLCLOCK_HISTOGRAM: "autocannon.histogram.txt" },
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

/** What doctor says of it; parameters are for tests. */
export async function lookAt(
  npm = findNpm(),
  tools?: string,
): Promise<{ version: string; lacks: { reason: string; remedy: string }[] }> {
  const node = await findProgram(NODE);
  if (!("path" in node)) {
    return { version: "", lacks: [{ reason: node.reason, remedy: GET }] };
  }
  const { version, isInstalled } = await nodePackage(tools);
  if (isInstalled) return { version, lacks: [] };
  return npm === undefined
    ? { version: "", lacks: [{ reason: "npm is not installed", remedy: GET }] }
    : { version: `${version}, installed by npm at its first use`, lacks: [] };
}
