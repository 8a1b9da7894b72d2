/** One job of the benchmark of the site, in a process of its own; prints what it took as JSON. */
import { Failure } from "../common/failure.ts";
import { type BuildResult, buildSite } from "../site/build.ts";

/** What a job took. */
export interface JobResult {
  /** Of each repeat. */
  seconds: number[];
  /** The most memory that the process ever held; NaN where the system does not tell. */
  peakBytes: number;
  /** Reports that were made in the last repeat. */
  made: number;
  files: number;
}

export interface Job {
  dataFolder: string;
  out: string;
  /** Folder for records; without one each repeat makes everything anew. */
  cache?: string;
  /** Builds that are not counted, and those that are. */
  warmup: number;
  repeats: number;
  /** Report whose title is changed before each build. */
  change?: string;
}

async function run(job: Job): Promise<JobResult> {
  const { warmup, repeats, change, out, ...options } = job;
  const seconds: number[] = [];
  let result: BuildResult | undefined;
  for (let repeat = -warmup; repeat < repeats; repeat++) {
    if (change !== undefined) await retitle(`${job.dataFolder}/${change}/report.json`, repeat);
    // A new folder each time: file systems are slow where much was removed a moment ago.
    const folder = job.cache === undefined && repeat > -warmup ? `${out}.${repeat}` : out;
    const started = performance.now();
    result = await buildSite({ ...options, out: folder, base: "/" });
    if (repeat >= 0) seconds.push((performance.now() - started) / 1000);
    if (result.problems.length > 0) throw new Failure(result.problems.join("\n"));
  }
  return { seconds, peakBytes: peak(), made: result?.made.length ?? 0, files: result?.files ?? 0 };
}

async function retitle(path: string, repeat: number): Promise<void> {
  const manifest = JSON.parse(await Deno.readTextFile(path));
  manifest.title = `Synthetic report ${repeat}`;
  await Deno.writeTextFile(path, JSON.stringify(manifest, null, 2) + "\n");
  // Younger files are read again by the next build, to be sure.
  await new Promise((resolve) => setTimeout(resolve, 300));
}

function peak(): number {
  try {
    const status = Deno.readTextFileSync("/proc/self/status");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) * 1024;
  } catch {
    return NaN;
  }
}

if (import.meta.main) console.log(JSON.stringify(await run(JSON.parse(Deno.args[0] ?? ""))));
