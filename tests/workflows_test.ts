/** The workflows keep to the rules, each rule bites, and the jobs call tasks that there are. */
import assert from "node:assert/strict";
import { WORKFLOW_RULES, workflowProblems } from "../publish/workflow/rules.ts";
import { parseWorkflow } from "../publish/workflow/workflow.ts";

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);
const FOLDER = `${ROOT}.github/workflows`;

const read = (name: string) => Deno.readTextFileSync(`${FOLDER}/${name}`);
const problems = (text: string) => workflowProblems(parseWorkflow(text, "workflow.yml"), text);

/** Commits of the actions that were reviewed. */
const REVIEWED = new Set([
  "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
  "denoland/setup-deno@667a34cdef165d8d2b2e98dde39547c9daac7282 # v2.0.4",
  "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
  "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
  "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
  "actions/configure-pages@983d7736d9b0ae728b81ab479565c72886d7745b # v5.0.0",
  "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
  "actions/attest-build-provenance@a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32 # v4.1.0",
]);

for (const { name } of Deno.readDirSync(FOLDER)) {
  Deno.test(`${name} keeps to every rule of workflows`, () => {
    assert.deepEqual(problems(read(name)), []);
  });

  Deno.test(`${name} uses reviewed commits of actions alone`, () => {
    const used = [...read(name).matchAll(/uses: (.*)$/gm)].map((match) => match[1] as string);
    assert.ok(used.length > 0);
    assert.deepEqual(used.filter((each) => !REVIEWED.has(each)), []);
  });

  Deno.test(`${name} calls tasks that there are`, async () => {
    const { tasks } = JSON.parse(await Deno.readTextFile(`${ROOT}deno.json`)) as {
      tasks: Record<string, unknown>;
    };
    const { jobs } = parseWorkflow(read(name), name);
    for (const { run } of Object.values(jobs).flatMap((job) => job.steps)) {
      const task = run?.split(" ")[2];
      assert.ok(task === undefined || task in tasks, task);
    }
  });
}

/** One edit of a workflow a rule, that makes it break that rule: file, what, by what. */
const FAULTS: Readonly<Record<string, [string, string | RegExp, string][]>> = {
  "pinned-action": [
    ["check.yml", /checkout@[0-9a-f]{40}/, "checkout@v7"],
    ["check.yml", / # v7\.0\.1/, ""],
    ["publish.yml", /deploy-pages@[0-9a-f]{40}/, "deploy-pages@cd2ce8f"],
  ],
  "no-expression-in-run": [
    ["publish.yml", 'publish:bench "$HOST"', 'publish:bench "${{ matrix.host }}"'],
  ],
  "one-task-a-step": [
    ["check.yml", "run: deno task test", "run: deno task test && curl example.org"],
    ["publish.yml", 'publish:bench "$HOST"', "publish:bench $HOST"],
  ],
  "top-level-permissions": [
    ["check.yml", "permissions: {}", "permissions: write-all"],
    ["publish.yml", "permissions: {}\n", ""],
  ],
  "job-permissions": [
    ["check.yml", "contents: read", "actions: write"],
    ["check.yml", / +permissions:\n +contents: read.*\n/, ""],
    ["check.yml", /permissions:\n +contents: read.*\n/, "permissions: write-all\n"],
    ["publish.yml", /(bench:[\s\S]*?)contents: read/, "$1contents: write"],
  ],
  "no-persisted-credentials": [
    ["check.yml", "persist-credentials: false", "fetch-depth: 1"],
    ["publish.yml", "persist-credentials: false", "persist-credentials: true"],
  ],
  "nothing-from-outside-on-our-machines": [
    ["check.yml", "runs-on: ubuntu-24.04", "runs-on: [self-hosted, wallclock, x]"],
    ["check.yml", "runs-on: ubuntu-24.04", "runs-on: wallclock"],
    ["publish.yml", "  workflow_dispatch:", "  pull_request:\n  workflow_dispatch:"],
    ["publish.yml", "  workflow_dispatch:", "  issue_comment:\n  workflow_dispatch:"],
    ["publish.yml", "  workflow_dispatch:", "  schedule: []\n  workflow_dispatch:"],
  ],
  "no-target-trigger": [["check.yml", "pull_request:", "pull_request_target:"]],
  "our-machines-have-no-secret": [
    ["publish.yml", "HOST: ${{ matrix.host }}", "HOST: ${{ secrets.HOST }}"],
    ["publish.yml", "HOST: ${{ matrix.host }}", "HOST: ${{ github.token }}"],
    [
      "publish.yml",
      "    timeout-minutes: 1200",
      "    environment: {name: x}\n    timeout-minutes: 9",
    ],
  ],
  "our-machines-restore-no-cache": [
    ["publish.yml", /(bench:[\s\S]*?)cache: false/, "$1cache: true"],
    ["publish.yml", /(bench:[\s\S]*?)uses: denoland\/setup-deno@/, "$1uses: actions/cache@"],
  ],
  "our-machines-one-job-at-a-time": [
    ["publish.yml", "group: bench-${{ matrix.host }}", "group: bench"],
    ["publish.yml", /(bench-[\s\S]*?)cancel-in-progress: false/, "$1cancel-in-progress: true"],
    ["publish.yml", "[self-hosted, wallclock, ", "[self-hosted, "],
  ],
  "our-machines-ask-doctor-and-keep-raw-output": [
    ["publish.yml", "doctor --strict", "doctor"],
    ["publish.yml", "if: always()", "if: success()"],
  ],
  "our-machines-choose-no-plan": [
    ["publish.yml", /(normalize:[\s\S]*?)pattern: raw-\*/, "$1name: plan"],
    ["publish.yml", /(release:[\s\S]*?)name: report/, "$1name: plan"],
  ],
  "time-limit": [
    ["check.yml", "    timeout-minutes: 45\n", ""],
    ["check.yml", "timeout-minutes: 45", "timeout-minutes: 360"],
  ],
  "concurrency": [["check.yml", /concurrency:\n.*\n.*\n/, ""]],
};

for (const [rule, faults] of Object.entries(FAULTS)) {
  Deno.test(`${rule} sees each of ${faults.length} seeded faults`, () => {
    for (const [file, what, by] of faults) {
      const before = read(file);
      const after = before.replace(what, by);
      assert.notEqual(after, before, `nothing to change in ${file}: ${what}`);
      const broken = problems(after).map((problem) => problem.rule);
      assert.ok(broken.includes(rule), `${file}: ${what} -> ${by}: ${broken.join() || "nothing"}`);
    }
  });
}

Deno.test("every rule of workflows has a seeded fault", () => {
  assert.deepEqual(Object.keys(FAULTS).sort(), Object.keys(WORKFLOW_RULES).sort());
});

Deno.test("a key that neither rules nor rehearsal know is refused", () => {
  const text = read("check.yml").replace("    steps:", "    container: example\n    steps:");
  assert.throws(() => parseWorkflow(text, "check.yml"), /check\.yml: jobs\.test: .*container/);
});
