/** One call of k6 as a trial has it: through drive.ts, which adds the probe and makes the raw files. */
import { wrapCommand } from "../../executor/process.ts";
import type { GeneratorSpec } from "../../executor/spec.ts";
import { fromFileUrl, fromRoot } from "../../paths.ts";
import type { LoadRequest } from "../load_tool.ts";
import { faultOfSummary } from "./fault.ts";
import { scaleStages, stagesText } from "./stages.ts";

/** Seconds k6 has beyond its stages: its start, streams that are not at their end, its summary. */
const GRACE_SECONDS = 40;

/** The generator of a trial; `path` is k6's. Throws a TypeError where the case is none of k6's. */
export function k6Generator(path: string, request: LoadRequest): GeneratorSpec {
  const { case: { stages, script, name }, address, load, seconds, cores } = request;
  if (stages === undefined || script === undefined) {
    throw new TypeError(`case "${name}" has no stages or no script, and k6 needs both`);
  }
  const file = fromFileUrl(script);
  const scaled = `--stages=${stagesText(scaleStages(stages, seconds, load))}`;
  const driver = "runners/load/k6/drive.ts";
  return {
    role: "generator",
    argv: [
      "deno",
      "run",
      "--allow-all",
      driver,
      scaled,
      `--script=${fromRoot(file)}`,
      address,
    ],
    command: [
      Deno.execPath(),
      "run",
      "--quiet",
      "--no-prompt",
      "--no-config",
      "--allow-all",
      fromFileUrl(new URL("drive.ts", import.meta.url)),
      scaled,
      `--script=${file}`,
      address,
      // The kernel ends k6 with the driver, however that ends.
      ...wrapCommand([path], []),
    ],
    // A soft bound: k6 keeps every sample of its trends for the summary.
    environment: { GOMEMLIMIT: "1GiB" },
    cwd: ".",
    cores: [...cores],
    seconds,
    mostSeconds: seconds + GRACE_SECONDS,
    // For people: the summary has the same in JSON.
    stdout: "k6.log",
    writes: {
      // Emptied by the driver once the requests are written.
      WALLCLOCK_POINTS: "k6_points.json",
      WALLCLOCK_REQUESTS: "k6_requests.txt",
      WALLCLOCK_STREAMS: "streams.txt",
      WALLCLOCK_SUMMARY: "k6_summary.json",
    },
    faultOf: (_stdout, read) => faultOfSummary(read("k6_summary.json")),
  };
}
