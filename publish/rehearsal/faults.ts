/** What can go wrong between a tag and its report: done to a rehearsed run on purpose, and what must follow. */
import { Failure } from "../../common/failure.ts";
import { readTextIfThere } from "../../common/files.ts";
import type { Chain } from "./chain.ts";
import { visibleFiles } from "./files.ts";
import type { JobCall } from "./job.ts";

export const FAULTS = ["kill-bench", "alter-raw", "false-claim"] as const;
export type Fault = typeof FAULTS[number];

/** A claim that no measurement bears. */
export const FALSE_CLAIM = {
  id: "more-than-light",
  statement: "some server answers a billion requests a second",
  expression: 'max(goodput("*")) > 1000000k/s',
};

/** Ends the bench like a power cut once a trial is done. */
export function killBench(tag: string): { during: JobCall["during"]; killedAt: () => number } {
  let killedAt = 0;
  return {
    killedAt: () => killedAt,
    during: (command, workspace, end) => {
      if (!command.includes("publish:bench")) return () => {};
      const timer = setInterval(async () => {
        const trials = await trialsIn(`${workspace}/data`, tag);
        if (trials < 1 || killedAt > 0) return;
        killedAt = trials;
        end();
      }, 100);
      return () => clearInterval(timer);
    },
  };
}

async function trialsIn(data: string, tag: string): Promise<number> {
  let lines = 0;
  for (const { name } of Deno.readDirSync(data)) {
    if (name !== tag && !name.startsWith(`${tag}.`)) continue;
    const text = await readTextIfThere(`${data}/${name}/trials.ndjson`) ?? "";
    lines += text.split("\n").length - 1;
  }
  return lines;
}

/** Turns one bit of a raw file that was uploaded; returns its path and what puts it back. */
export async function alterRaw(chain: Chain): Promise<{ path: string; restore(): Promise<void> }> {
  const artifact = chain.artifacts.all().find(({ name }) => name.startsWith("raw-"));
  if (artifact === undefined) throw new Failure("no raw output was uploaded");
  const path = (await visibleFiles(artifact.folder)).find((each) =>
    /\/raw\/.*\.(txt|json)$/.test(each)
  );
  if (path === undefined) throw new Failure(`there is no raw file in ${artifact.name}`);
  const file = `${artifact.folder}/${path}`;
  const bytes = await Deno.readFile(file);
  const altered = bytes.slice();
  const middle = bytes.length >> 1;
  altered[middle] = (altered[middle] as number) ^ 1;
  await Deno.writeFile(file, altered);
  return { path, restore: () => Deno.writeFile(file, bytes) };
}

/** Checks that a run stopped where it must, and that what stopped it is named. */
export function mustStop(
  stopped: Awaited<ReturnType<Chain["attempt"]>>,
  job: string,
  named: string,
  where: "log" | "summary",
): void {
  if (stopped === undefined) {
    throw new Failure(`the run went on; the job ${job} should have failed`);
  }
  const { job: at, result } = stopped;
  if (at !== job) throw new Failure(`the job ${at} failed in place of ${job}:\n${result.problem}`);
  const text = where === "log" ? result.problem : decoded(result.summary);
  if (!text.includes(named)) {
    throw new Failure(`the ${where} of ${job} does not name ${named}:\n${text}`);
  }
}

/** Markdown as its reader sees it. */
function decoded(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
