/**
 * Drives k6 as its own command would, and a probe of streams beside it. Started by k6.ts as
 * `deno run drive.ts --stages=0s:10,60s:10 --script=FILE ADDRESS k6`; the environment names the files to write.
 * A `request.json` beside the script says what the probe asks; without one there is no probe.
 */
import { Failure, messageOf } from "../../../common/failure.ts";
import { sendSignal } from "../../../common/signals.ts";
import { readPoints, requestsText } from "./points.ts";
import { probedText, type ProbeRequest, probeStreams } from "./probe.ts";
import { parseStages } from "./stages.ts";

/** What the driver was told. */
interface Orders {
  stages: string;
  script: string;
  address: string;
  /** How k6 is started. */
  k6: string[];
}

function ordersOf(args: readonly string[]): Orders {
  const [stages, script] = ["--stages=", "--script="].map((name, index) => {
    const word = args[index] ?? "";
    return word.startsWith(name) ? word.slice(name.length) : undefined;
  });
  const [, , address, ...k6] = args;
  if (stages === undefined || script === undefined || address === undefined || k6.length === 0) {
    throw new Failure("usage: drive.ts --stages=STAGES --script=FILE ADDRESS K6", 2);
  }
  return { stages, script, address, k6 };
}

function startK6({ stages, script, address, k6 }: Orders): Deno.ChildProcess {
  const k6Stages = parseStages(stages).map(({ seconds, target }) => ({
    duration: `${Math.round(seconds * 1000)}ms`,
    target,
  }));
  const [program, ...before] = k6 as [string, ...string[]];
  return new Deno.Command(program, {
    args: [
      ...before,
      "run",
      "--no-usage-report",
      "--no-color",
      "--quiet",
      // Without an address k6 opens no port of its own.
      "--address=",
      `--env=WALLCLOCK_ADDRESS=${address}`,
      `--env=WALLCLOCK_STAGES=${JSON.stringify(k6Stages)}`,
      `--out=json=${fileOf("WALLCLOCK_POINTS")}`,
      `--summary-export=${fileOf("WALLCLOCK_SUMMARY")}`,
      script,
    ],
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
}

function fileOf(variable: string): string {
  const path = Deno.env.get(variable);
  if (path === undefined) throw new Failure(`${variable} names no file`, 2);
  return path;
}

async function probeRequestOf(script: string): Promise<ProbeRequest | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(script.replace(/[^/]*$/, "request.json")));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** CPU time of this process so far, from proc(5) stat; 0 where there is none. */
function ownCpuSeconds(): number {
  try {
    const text = Deno.readTextFileSync("/proc/self/stat");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const orders = ordersOf(args);
  const probeRequest = await probeRequestOf(orders.script);
  const child = startK6(orders);
  // A warm-up is ended so: nothing is wanted of it.
  let isInterrupted = false;
  Deno.addSignalListener("SIGINT", () => {
    isInterrupted = true;
    sendSignal(child, "SIGKILL");
  });
  const over = new AbortController();
  const probing = probeRequest === undefined
    ? undefined
    : probeStreams(new URL(orders.address), probeRequest, over.signal);
  const { code } = await child.status;
  const cpuSeconds = ownCpuSeconds();
  over.abort();
  const probed = await probing;
  if (isInterrupted) return code;
  if (probed !== undefined) {
    if (probed.failure !== undefined) {
      console.error(`${probed.failed} streams of the probe failed; the first: ${probed.failure}`);
    }
    await Deno.writeTextFile(fileOf("WALLCLOCK_STREAMS"), probedText(probed, cpuSeconds));
  }
  const points = fileOf("WALLCLOCK_POINTS");
  const requests = await readPoints(points);
  await Deno.writeTextFile(fileOf("WALLCLOCK_REQUESTS"), requestsText(requests));
  await Deno.truncate(points, 0);
  return code;
}

if (import.meta.main) {
  try {
    Deno.exit(await main(Deno.args));
  } catch (error) {
    console.error(messageOf(error));
    Deno.exit(error instanceof Failure ? error.status : 1);
  }
}
