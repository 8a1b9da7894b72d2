import assert from "node:assert/strict";

const SCRIPT = decodeURIComponent(new URL("./job_started.sh", import.meta.url).pathname);

/** What the runner tells of the job that a maintainer's tag starts. */
const TAG = {
  WALLCLOCK_REPOSITORY: "us/wallclock",
  WALLCLOCK_BRANCH: "main",
  GITHUB_REPOSITORY: "us/wallclock",
  GITHUB_JOB: "bench",
  GITHUB_EVENT_NAME: "push",
  GITHUB_WORKFLOW_REF: "us/wallclock/.github/workflows/publish.yml@refs/tags/report-2026-12-01",
};

async function take(environment: Record<string, string>) {
  const { success, stderr } = await new Deno.Command("bash", {
    args: ["-e", SCRIPT],
    clearEnv: true,
    env: environment,
  }).output();
  return { success, said: new TextDecoder().decode(stderr) };
}

Deno.test("a benchmark machine takes the bench of a tag, and of a dry run on the default branch", async () => {
  assert.deepEqual(await take(TAG), { success: true, said: "" });
  const dryRun = {
    ...TAG,
    GITHUB_EVENT_NAME: "workflow_dispatch",
    GITHUB_WORKFLOW_REF: "us/wallclock/.github/workflows/publish.yml@refs/heads/main",
  };
  assert.deepEqual(await take(dryRun), { success: true, said: "" });
});

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
  ];
  for (const other of others) {
    const { success, said } = await take({ ...TAG, ...other });
    assert.ok(!success, JSON.stringify(other));
    assert.match(said, /^this machine refuses the job: /);
  }
  assert.ok(!(await take({})).success);
});
