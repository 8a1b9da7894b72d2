/** One rehearsal: a tag is pushed, the run goes its way, and what it left is checked. */
import { Failure } from "../../common/failure.ts";
import type { PublicationPlan } from "../plan_file.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { type Chain, chainOf } from "./chain.ts";
import { editionFiles, RETRACTED_BECAUSE } from "./editions.ts";
import { alterRaw, FALSE_CLAIM, type Fault, killBench, mustStop } from "./faults.ts";
import { exists, visibleFiles } from "./files.ts";
import { checkPublished, checkSuperseded } from "./outcome.ts";
import { type Place, pushTag } from "./place.ts";

export interface Rehearsal {
  tag: string;
  fault?: Fault;
  /** An earlier tag that became one report; the new one is then told to keep less in the repository. */
  supersedes?: string;
  workflow: Workflow;
  place: Place;
  event: "push" | "workflow_dispatch";
  /** Most seconds of measuring a report. */
  budget: number;
  /** In place of what the tag's edition has; none where that decides. */
  scenarios: readonly string[];
  implementations: readonly string[];
  /** Whether texts and claims of the tag's edition are judged: they are about the whole measurement. */
  texts: boolean;
  signal: AbortSignal;
  say: (text: string) => void;
}

/** Rehearses. Returns a sentence for each thing that is as it should be; throws a Failure for the first that is not. */
export async function rehearse(rehearsal: Rehearsal): Promise<string[]> {
  const { tag, fault, supersedes, place, event, say } = rehearsal;
  say(`\n== ${tag}${fault === undefined ? "" : `, ${fault}`}`);
  await pushTag(place, tag, await editionFiles(rehearsal));
  const chain = chainOf({ ...rehearsal, say: (text) => say(text) });
  const said = await withFault(chain, rehearsal);
  if (fault === "false-claim") {
    if (await exists(`${place.releases}/${tag}`)) throw new Failure(`${tag} was released`);
    return [...said, `${tag} was not released, not committed, not deployed`];
  }
  if (event === "workflow_dispatch") {
    if (await exists(`${place.releases}/${tag}`)) throw new Failure(`a dry run released ${tag}`);
    return [...said, `dry run: ${chain.ran().join(", ")}; nothing was published`];
  }
  said.push(...await checkPublished(place, tag, await reportsOf(chain)));
  if (supersedes !== undefined) {
    const erratum = await checkSuperseded(place, supersedes, tag, RETRACTED_BECAUSE);
    if (!said.some((sentence) => sentence.startsWith("elsewhere: "))) {
      throw new Failure(`${tag} was to keep less in the repository, and set no raw file aside`);
    }
    said.push(erratum);
  }
  return said;
}

async function reportsOf(chain: Chain): Promise<string[]> {
  const folder = chain.artifacts.all().find(({ name }) => name === "plan")?.folder;
  const plan = JSON.parse(await Deno.readTextFile(`${folder}/plan.json`)) as PublicationPlan;
  return plan.reports.map(({ name }) => name);
}

async function withFault(chain: Chain, { tag, fault }: Rehearsal): Promise<string[]> {
  const said: string[] = [];
  if (fault === "kill-bench") {
    const { during, killedAt } = killBench(tag);
    const stopped = await chain.attempt({ during });
    if (killedAt() === 0) {
      const why = stopped === undefined ? "" : `:\n${stopped.result.problem}`;
      throw new Failure(`the bench ended before it could be killed${why}`);
    }
    if (stopped?.job !== "bench") throw new Failure("the killed bench counts as done");
    const kept = await keptTrials(chain);
    said.push(`killed after ${killedAt()} trials; ${countOf(kept)} of them were uploaded`);
    await mustEnd(chain);
    const all = await keptTrials(chain);
    const goesOn = [...kept].every(([path, lines]) =>
      all.get(path)?.slice(0, lines.length).join() === lines.join()
    );
    if (countOf(kept) === 0 || !goesOn) {
      throw new Failure("the resumed bench did not go on from the trials that were uploaded");
    }
    said.push(`resumed: ${countOf(all)} trials, the first ${countOf(kept)} as they were`);
  } else if (fault === "alter-raw") {
    // The byte turns between the jobs: bench has uploaded when normalize begins.
    let altered: Awaited<ReturnType<typeof alterRaw>> | undefined;
    const stopped = await chain.attempt({
      before: async (job) => {
        if (job === "normalize") altered = await alterRaw(chain);
      },
    });
    if (altered === undefined) throw new Failure("the run ended before normalize");
    mustStop(stopped, "normalize", `data/${altered.path} was altered`, "summary");
    said.push(`${altered.path} was altered on the way, and is refused by name`);
    await altered.restore();
    await mustEnd(chain);
  } else if (fault === "false-claim") {
    const verdict = `claim "${FALSE_CLAIM.id}" (${FALSE_CLAIM.statement}) should be "holds" and is`;
    mustStop(await chain.attempt(), "normalize", verdict, "summary");
    said.push(`the claim ${FALSE_CLAIM.id} does not hold: the run stops and its page names it`);
  } else await mustEnd(chain);
  return said;
}

async function mustEnd(chain: Chain): Promise<void> {
  const stopped = await chain.attempt();
  if (stopped === undefined) return;
  throw new Failure(`the job ${stopped.job} failed:\n${stopped.result.problem}`);
}

/** The lines of each trials.ndjson in the raw output that was uploaded, by path. */
async function keptTrials(chain: Chain): Promise<Map<string, string[]>> {
  const kept = new Map<string, string[]>();
  const raw = chain.artifacts.all().filter(({ name }) => name.startsWith("raw-"));
  for (const { folder } of raw) {
    for (const path of await visibleFiles(folder)) {
      if (!path.endsWith("/trials.ndjson")) continue;
      kept.set(path, (await Deno.readTextFile(`${folder}/${path}`)).split("\n").slice(0, -1));
    }
  }
  return kept;
}

function countOf(lines: ReadonlyMap<string, readonly string[]>): number {
  return [...lines.values()].reduce((sum, each) => sum + each.length, 0);
}
