/** Job plan: whether a tag may become a report, and which trials on which hosts that takes. */
import { command, runCommand } from "../common/command.ts";
import { Failure, messageOf } from "../common/failure.ts";
import { listReports } from "../pipeline/report.ts";
import { SCENARIOS } from "../runners/scenarios/mod.ts";
import { checkTag, type Edition, editionFolder, readEdition } from "./edition.ts";
import { HOSTS_FILE, readHosts } from "./hosts.ts";
import { planOf, type PublicationPlan, writePublicationPlan } from "./plan_file.ts";
import { outputOf } from "./run.ts";
import { markdownTable, plain, setOutput, showSummary } from "./summary.ts";

/** What a tag is judged by. */
export interface Surroundings {
  hosts: readonly string[];
  scenarios: readonly string[];
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
  const earlier = [
    ...(edition.supersedes === undefined ? [] : [edition.supersedes]),
    ...(edition.errata ?? []).map((erratum) => erratum.report),
  ];
  for (const name of earlier) {
    if (reports.includes(name)) continue;
    throw new Failure(`${file}: it corrects ${name}, and there is no such report under data/`);
  }
  return planOf(
    tag,
    edition,
    wanted("hosts", edition.hosts, hosts),
    wanted("scenarios", edition.scenarios, scenarios),
  );
}

/** Reports on a branch of origin. Throws a Failure where the commit at hand does not lie on it. */
export async function reportsOnBranch(branch: string, folder = "."): Promise<string[]> {
  if (!/^[\w][\w./-]*$/.test(branch)) throw new Failure(`"${branch}" is no name of a branch`, 2);
  const remote = `refs/remotes/origin/${branch}`;
  const ancestor = await outputOf([
    "git",
    "-C",
    folder,
    "merge-base",
    "--is-ancestor",
    "HEAD",
    remote,
  ]);
  if (!ancestor.success) {
    throw new Failure(
      `this commit is not on ${branch} of origin: only what was merged there runs on the benchmark machines; ` +
        `merge it, then tag the commit on ${branch} ${ancestor.problem}`.trimEnd(),
    );
  }
  const { text } = await outputOf(["git", "-C", folder, "ls-tree", "--name-only", remote, "data/"]);
  return text.split("\n").map((path) => path.replace(/^data\//, "")).filter((name) => name !== "");
}

/** `deno task publish:plan TAG [--branch NAME]` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("publish:plan", "Say whether a tag may become a report, and plan it.")
    .argument("<tag>", "such as report-2026-12-01")
    .option("--branch <name>", "branch of origin that the tagged commit must lie on")
    .action(async (tag: string, { branch }: { branch?: string }) => {
      try {
        checkTag(tag);
        const onBranch = branch === undefined ? [] : await reportsOnBranch(branch);
        const plan = planPublication(tag, await readEdition(tag), {
          hosts: await readHosts(),
          scenarios: SCENARIOS.map((scenario) => scenario.name),
          reports: [...await listReports(), ...onBranch],
        });
        await writePublicationPlan(plan);
        await setOutput("tag", tag);
        const hosts = [...new Set(plan.reports.map((report) => report.host))];
        await setOutput("hosts", JSON.stringify(hosts));
        const rows = plan.reports.map(({ name, host, scenario }) => [name, host, scenario]);
        await showSummary(
          `## ${plain(tag)} becomes\n\n${markdownTable(["report", "host", "scenario"], rows)}`,
        );
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
