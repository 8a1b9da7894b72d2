/** One rehearsal: a tag is pushed, the run goes its way, and what it left is checked. */
import { Failure } from "../../common/failure.ts";
import { readTextIfThere } from "../../common/files.ts";
import { type Edition, EDITION_TEXTS, editionFolder, readEdition } from "../edition.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { type Chain, chainOf } from "./chain.ts";
import { alterRaw, FALSE_CLAIM, type Fault, killBench, mustStop } from "./faults.ts";
import { exists, visibleFiles } from "./files.ts";
import { checkPublished, checkSuperseded } from "./outcome.ts";
import { type Place, pushTag } from "./place.ts";

export interface Rehearsal {
  tag: string;
  fault?: Fault;
  supersedes?: string;
  workflow: Workflow;
  place: Place;
  event: "push" | "workflow_dispatch";
  /** Most seconds of measuring. */
  budget: number;
  implementations: readonly string[];
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
  said.push(...await checkPublished(place, tag));
  if (supersedes !== undefined) {
    said.push(await checkSuperseded(place, supersedes, tag, RETRACTED_BECAUSE));
  }
  return said;
}

async function withFault(chain: Chain, { tag, fault }: Rehearsal): Promise<string[]> {
  const said: string[] = [];
  if (fault === "kill-bench") {
    const { during, killedAt } = killBench(tag);
    const stopped = await chain.attempt({ during });
    if (killedAt() === 0) throw new Failure("the bench ended before it could be killed");
    if (stopped?.job !== "bench") throw new Failure("the killed bench counts as done");
    const kept = await keptTrials(chain);
    said.push(`killed after ${killedAt()} trials; ${kept.length} of them were uploaded`);
    await mustEnd(chain);
    const all = await keptTrials(chain);
    if (kept.length === 0 || all.slice(0, kept.length).join() !== kept.join()) {
      throw new Failure("the resumed bench did not go on from the trials that were uploaded");
    }
    said.push(`resumed: ${all.length} trials, the first ${kept.length} as they were`);
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

/** The lines of trials.ndjson in the raw output that was uploaded. */
async function keptTrials(chain: Chain): Promise<string[]> {
  const artifact = chain.artifacts.all().find(({ name }) => name.startsWith("raw-"));
  if (artifact === undefined) return [];
  const path = (await visibleFiles(artifact.folder)).find((each) => each.endsWith("trials.ndjson"));
  if (path === undefined) return [];
  return (await Deno.readTextFile(`${artifact.folder}/${path}`)).split("\n").slice(0, -1);
}

const RETRACTED_BECAUSE = "Rehearsed: its figures at one connection count were taken back.";

/** What an erratum takes back besides: the pages must give the reason. */
function retraction(report: string) {
  return {
    report,
    state: "retracted" as const,
    scenario: "http-counter",
    load: 64,
    reason: RETRACTED_BECAUSE,
  };
}

/** The tag's own edition, bounded to what a rehearsal measures. */
async function editionFiles(
  { tag, supersedes, fault, budget, implementations }: Rehearsal,
): Promise<Record<string, string>> {
  const { hosts: _, ...edition } = await readEdition(tag);
  const bounded: Edition = {
    ...edition,
    profile: "quick",
    budget_seconds: budget,
    implementations: [...implementations],
    ...(supersedes === undefined ? {} : { supersedes, errata: [retraction(supersedes)] }),
  };
  const files: Record<string, string> = { "report.json": JSON.stringify(bounded, null, 2) + "\n" };
  for (const name of EDITION_TEXTS) {
    const text = await readTextIfThere(`${editionFolder(tag)}/${name}`);
    if (text !== undefined) files[name] = text;
  }
  if (fault === "false-claim") files["claims.json"] = JSON.stringify({ claims: [FALSE_CLAIM] });
  return files;
}
