/**
 * Job release: the reports of the plan become folders under data/ on the default branch, as one commit.
 *
 * Directly, not by a pull request: that takes the right to write contents and no more, which the release
 * needs anyway; a pull request would take a second right, would not be checked (GitHub starts no workflow for
 * what a workflow's token does), and would leave the site without the report until somebody clicks. What is
 * written was verified and judged in this very run, and only ever adds a folder.
 */
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { reportFolder } from "../pipeline/report.ts";
import { readPublicationPlan } from "./plan_file.ts";
import { outputOf, require } from "./run.ts";
import { showSummary } from "./summary.ts";

const AUTHOR = "github-actions[bot]";
const ADDRESS = "41898282+github-actions[bot]@users.noreply.github.com";

/** Another push may come between fetch and push; so often it is tried again. */
const ATTEMPTS = 3;

/** What git needs to push with a token: not on the command line, where others could read it. */
function credentials(): Record<string, string> {
  const token = Deno.env.get("GH_TOKEN");
  const server = Deno.env.get("GITHUB_SERVER_URL");
  if (!token || !server) return {};
  return {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${btoa(`x-access-token:${token}`)}`,
  };
}

/** Commits the folders on top of the branch as it is now, without touching the work tree. Returns the commit. */
async function commitOnto(base: string, tag: string, folders: readonly string[]): Promise<string> {
  const index = await Deno.makeTempFile();
  const environment = {
    GIT_INDEX_FILE: index,
    GIT_AUTHOR_NAME: AUTHOR,
    GIT_AUTHOR_EMAIL: ADDRESS,
    GIT_COMMITTER_NAME: AUTHOR,
    GIT_COMMITTER_EMAIL: ADDRESS,
  };
  try {
    await Deno.remove(index);
    await require(["git", "read-tree", base], environment);
    // Forced: an ignore rule must not leave a raw file behind.
    await require(["git", "add", "--force", "--", ...folders], environment);
    const tree = (await require(["git", "write-tree"], environment)).trim();
    const message = `Publish ${tag}`;
    const made = await require(
      ["git", "commit-tree", tree, "-p", base, "-m", message],
      environment,
    );
    return made.trim();
  } finally {
    await Deno.remove(index).catch(() => {});
  }
}

/** The first path of `git diff --name-status` that is there already; undefined where all are new. */
export function rewrittenIn(changed: string): string | undefined {
  const line = changed.trim().split("\n").find((line) => !line.startsWith("A\t"));
  return line?.slice(line.indexOf("\t") + 1);
}

/** `deno task publish:commit BRANCH` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("publish:commit", "Add the reports of the plan to data/ on a branch.")
    .argument("<branch>", "the default branch of origin")
    .action(async (branch: string) => {
      if (!/^[\w][\w./-]*$/.test(branch)) {
        throw new Failure(`"${branch}" is no name of a branch`, 2);
      }
      const { tag, reports } = await readPublicationPlan();
      const folders = reports.map(({ name }) => reportFolder(name));
      const secret = credentials();
      // A clone that has its history would lose it by a depth.
      const shallow = await require(["git", "rev-parse", "--is-shallow-repository"]);
      const depth = shallow.trim() === "true" ? ["--depth=1"] : [];
      for (let attempt = 1;; attempt++) {
        await require(["git", "fetch", ...depth, "origin", `refs/heads/${branch}`], secret);
        const base = (await require(["git", "rev-parse", "FETCH_HEAD"])).trim();
        const commit = await commitOnto(base, tag, folders);
        const changed = await require(["git", "diff", "--name-status", base, commit]);
        if (changed === "") {
          console.error(`${tag} is on ${branch} as it is here`);
          return;
        }
        const rewritten = rewrittenIn(changed);
        if (rewritten !== undefined) {
          throw new Failure(
            `${branch} has another ${tag}: ${rewritten} differs; a report is never rewritten`,
          );
        }
        const { success, problem } = await outputOf(
          ["git", "push", "origin", `${commit}:refs/heads/${branch}`],
          secret,
        );
        if (success) {
          await showSummary(`data/ on ${branch}: commit ${commit}\n`);
          return;
        }
        if (attempt === ATTEMPTS) {
          throw new Failure(
            `${branch} does not take the report: ${problem}\nLet github-actions bypass the branch's rule, ` +
              "or add the folder of the artifact `report` to data/ by hand; then run this job again",
          );
        }
      }
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
