/** Job plan: whether a tag may become a report, and which trials on which hosts that takes. */
import { command, runCommand } from "../common/command.ts";
import { Failure, messageOf } from "../common/failure.ts";
import { listReports, nameSchema } from "../pipeline/report.ts";
import { SCENARIOS } from "../runners/scenarios/mod.ts";
import { withSuperseded } from "./corrections.ts";
import { checkTag, type Edition, editionFolder, readEdition } from "./edition.ts";
import { checkEditionFiles } from "./edition_texts.ts";
import { checkErrata } from "./errata.ts";
import { HOSTS_FILE, readHosts } from "./hosts.ts";
import { implementationsOf } from "./implementations.ts";
import { planOf, type PublicationPlan, writePublicationPlan } from "./plan_file.ts";
import { outputOf, require } from "./run.ts";
import { markdownTable, plain, setOutput, showSummary } from "./summary.ts";

/** What a tag is judged by. */
export interface Surroundings {
  hosts: readonly string[];
  /** Implementations of each scenario there is. */
  scenarios: ReadonlyMap<string, readonly string[]>;
  /** Reports here and on the default branch. */
  reports: readonly string[];
}

/** The plan of a tag. Throws a Failure that says why it cannot become a report. */
export function planPublication(
  tag: string,
  edition: Edition,
  { hosts, scenarios, reports }: Surroundings,
): PublicationPlan {
  const file = `${editionFolder(tag)}/report.json`;
  const there = reports.find((name) => name === tag || name.startsWith(`${tag}.`));
  if (there !== undefined) {
    throw new Failure(
      `${tag} is published: there is data/${there}, and a report is never rewritten; choose another tag, ` +
        `and say there what it supersedes`,
    );
  }
  if (hosts.length === 0) {
    throw new Failure(`${HOSTS_FILE} names no host; runners/hosts/README.md says how to add one`);
  }
  const wanted = (kind: string, asked: readonly string[] | undefined, all: readonly string[]) => {
    for (const name of asked ?? []) {
      if (all.includes(name)) continue;
      throw new Failure(`${file}: ${kind}: there is no "${name}"; there is ${all.join(", ")}`);
    }
    return [...new Set(asked ?? all)];
  };
  for (const { report } of edition.errata ?? []) {
    if (reports.includes(report)) continue;
    throw new Failure(`${file}: it corrects ${report}, and there is no such report under data/`);
  }
  const chosenHosts = wanted("hosts", edition.hosts, hosts);
  const chosenScenarios = wanted("scenarios", edition.scenarios, [...scenarios.keys()]);
  const known = chosenScenarios.map((name) => scenarios.get(name) ?? []);
  wanted("implementations", edition.implementations, [...new Set(known.flat())]);
  for (const [index, name] of chosenScenarios.entries()) {
    const { implementations } = edition;
    if (implementations === undefined) continue;
    if (known[index]?.some((each) => implementations.includes(each))) continue;
    throw new Failure(`${file}: implementations: none of them is of the scenario ${name}`);
  }
  const plan = planOf(tag, edition, chosenHosts, chosenScenarios);
  const long = plan.reports.find(({ name }) => !nameSchema.safeParse(name).success);
  if (long !== undefined) {
    throw new Failure(
      `${long.name} is too long for a report's name, which has 100 characters at most; choose a shorter tag, ` +
        `or a shorter name of the host in ${HOSTS_FILE}`,
    );
  }
  return withSuperseded(plan, edition.supersedes, reports, file);
}

/** Reports on a branch of origin. Throws a Failure where the commit at hand does not lie on it. */
export async function reportsOnBranch(branch: string, folder = "."): Promise<string[]> {
  if (!/^[\w][\w./-]*$/.test(branch)) throw new Failure(`"${branch}" is no name of a branch`, 2);
  const remote = `refs/remotes/origin/${branch}`;
  const git = ["git", "-C", folder] as const;
  const ancestor = await outputOf([...git, "merge-base", "--is-ancestor", "HEAD", remote]);
  if (!ancestor.success) {
    throw new Failure(
      `this commit is not on ${branch} of origin: only what was merged there runs on the benchmark machines; ` +
        `merge it, then tag the commit on ${branch}` +
        (ancestor.problem === "" ? "" : ` (git: ${ancestor.problem})`),
    );
  }
  const text = await require([...git, "ls-tree", "--name-only", remote, "data/"]);
  return text.split("\n").map((path) => path.replace(/^data\//, "")).filter((name) => name !== "");
}

async function planTag(tag: string, branch: string | undefined): Promise<PublicationPlan> {
  checkTag(tag);
  const onBranch = branch === undefined ? [] : await reportsOnBranch(branch);
  const edition = await readEdition(tag);
  const plan = planPublication(tag, edition, {
    hosts: await readHosts(),
    scenarios: new Map(SCENARIOS.map(({ name }) => [name, implementationsOf(name)])),
    reports: [...await listReports(), ...onBranch],
  });
  await checkErrata(edition.errata, `${editionFolder(tag)}/report.json`);
  await checkEditionFiles(plan);
  return plan;
}

/** `deno task publish:plan TAG [--branch NAME]` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("publish:plan", "Say whether a tag may become a report, and plan it.")
    .argument("<tag>", "such as report-2026-12-01")
    .option("--branch <name>", "branch of origin that the tagged commit must lie on")
    .action(async (tag: string, { branch }: { branch?: string }) => {
      try {
        const plan = await planTag(tag, branch);
        await writePublicationPlan(plan);
        await setOutput("tag", tag);
        const hosts = [...new Set(plan.reports.map((report) => report.host))];
        await setOutput("hosts", JSON.stringify(hosts));
        const rows = plan.reports.map((
          { name, host, scenario, supersedes },
        ) => [name, host, scenario, supersedes ?? ""]);
        const head = ["report", "host", "scenario", "supersedes"];
        await showSummary(`## ${plain(tag)} becomes\n\n${markdownTable(head, rows)}`);
      } catch (error) {
        if (error instanceof Failure) {
          await showSummary(`## ${plain(tag)} is refused\n\n${plain(messageOf(error))}\n`);
        }
        throw error;
      }
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
