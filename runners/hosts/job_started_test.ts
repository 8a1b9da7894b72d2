import assert from "node:assert/strict";

const SCRIPT = decodeURIComponent(new URL("./job_started.sh", import.meta.url).pathname);

/** What the runner tells of the job that a maintainer's tag starts. */
const TAG = {
  WALLCLOCK_REPOSITORY: "us/wallclock",
  WALLCLOCK_BRANCH: "main",
  WALLCLOCK_SERVER: "https://github.com",
  GITHUB_REPOSITORY: "us/wallclock",
  GITHUB_JOB: "bench",
  GITHUB_EVENT_NAME: "push",
  GITHUB_WORKFLOW_REF: "us/wallclock/.github/workflows/publish.yml@refs/tags/report-2026-12-01",
};

/** An origin with a branch main of two commits, and one that was never merged; server and commits. */
async function withOrigin(
  body: (origin: { server: string; merged: string; stray: string }) => Promise<void>,
): Promise<void> {
  const server = await Deno.makeTempDir();
  const git = async (...args: string[]) => {
    const who = ["-c", "user.name=t", "-c", "user.email=t@t"];
    const { success, stdout } = await new Deno.Command("git", {
      args: ["-C", `${server}/us/wallclock`, ...who, ...args],
    }).output();
    assert.ok(success, args.join(" "));
    return new TextDecoder().decode(stdout).trim();
  };
  const commit = async () => {
    await git("commit", "--quiet", "--allow-empty", "--message=x");
    return await git("rev-parse", "HEAD");
  };
  try {
    await Deno.mkdir(`${server}/us/wallclock`, { recursive: true });
    await git("init", "--quiet", "--initial-branch=main");
    await git("config", "uploadpack.allowFilter", "true");
    const merged = await commit();
    await commit();
    await git("checkout", "--quiet", "-b", "other");
    const stray = await commit();
    await git("tag", "report-2026-12-01");
    await body({ server: `file://${server}`, merged, stray });
  } finally {
    await Deno.remove(server, { recursive: true });
  }
}

async function take(environment: Record<string, string>) {
  const { success, stderr } = await new Deno.Command("bash", {
    args: ["-e", SCRIPT],
    clearEnv: true,
    env: { PATH: Deno.env.get("PATH") ?? "", ...environment },
  }).output();
  return { success, said: new TextDecoder().decode(stderr) };
}

Deno.test("a benchmark machine takes the bench of a tag, and of a dry run on the default branch", () =>
  withOrigin(async ({ server, merged }) => {
    const tag = { ...TAG, WALLCLOCK_SERVER: server, GITHUB_SHA: merged };
    assert.deepEqual(await take(tag), { success: true, said: "" });
    const dryRun = {
      ...tag,
      GITHUB_EVENT_NAME: "workflow_dispatch",
      GITHUB_WORKFLOW_REF: "us/wallclock/.github/workflows/publish.yml@refs/heads/main",
    };
    assert.deepEqual(await take(dryRun), { success: true, said: "" });
  }));

Deno.test("a benchmark machine refuses the tag of a commit that was not merged", () =>
  withOrigin(async ({ server, stray }) => {
    const refused = async (more: Record<string, string>, why: RegExp) => {
      const { success, said } = await take({ ...TAG, WALLCLOCK_SERVER: server, ...more });
      assert.ok(!success, JSON.stringify(more));
      assert.match(said, why);
    };
    await refused({ GITHUB_SHA: stray }, /its commit [0-9a-f]{40} is not on main/);
    await refused({ GITHUB_SHA: "0".repeat(40) }, /its commit 0{40} is not on main/);
    await refused({ GITHUB_SHA: "main" }, /it names no commit/);
    await refused({}, /it names no commit/);
    const gone = { GITHUB_SHA: stray, WALLCLOCK_SERVER: "file:///nowhere" };
    await refused(gone, /main of us\/wallclock cannot be read/);
  }));

Deno.test("a benchmark machine refuses every other job, and says which it was", async () => {
  const workflow = "us/wallclock/.github/workflows/";
  const others: Record<string, string>[] = [
    {
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_WORKFLOW_REF: `${workflow}publish.yml@refs/pull/7/merge`,
    },
    { GITHUB_EVENT_NAME: "pull_request" },
    { GITHUB_EVENT_NAME: "pull_request_target" },
    { GITHUB_EVENT_NAME: "workflow_dispatch" },
    { GITHUB_WORKFLOW_REF: `${workflow}check.yml@refs/tags/report-1` },
    { GITHUB_WORKFLOW_REF: `${workflow}publish.yml@refs/heads/main` },
    { GITHUB_WORKFLOW_REF: `${workflow}publish.yml@refs/heads/refs/tags/report-1` },
    { GITHUB_WORKFLOW_REF: `them/wallclock/.github/workflows/publish.yml@refs/tags/report-1` },
    { GITHUB_REPOSITORY: "them/wallclock" },
    { GITHUB_JOB: "miner" },
    { WALLCLOCK_REPOSITORY: "" },
    { WALLCLOCK_BRANCH: "" },
    { WALLCLOCK_SERVER: "" },
  ];
  for (const other of others) {
    const { success, said } = await take({ ...TAG, ...other });
    assert.ok(!success, JSON.stringify(other));
    assert.match(said, /^this machine refuses the job: /);
  }
  assert.ok(!(await take({})).success);
});
