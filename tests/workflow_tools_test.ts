/**
 * actionlint and zizmor find nothing in the workflows, but for one exception; and seeded faults are seen by them
 * and by our own rules. Both tools are fetched once; where they cannot be, these tests fail and say why.
 */
import assert from "node:assert/strict";
import { workflowProblems } from "../publish/workflow/rules.ts";
import { fetchActionlint, fetchZizmor } from "../publish/workflow/tools/fetch.ts";
import { type LintFinding, runActionlint, runZizmor } from "../publish/workflow/tools/lint.ts";
import { parseWorkflow } from "../publish/workflow/workflow.ts";

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);
const FOLDER = `${ROOT}.github/workflows`;
const FILES = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).sort();

let fetched: Promise<[string, string]> | undefined;

/** What both tools find in these files. */
async function lint(files: readonly string[]): Promise<LintFinding[]> {
  const [actionlint, zizmor] = await (fetched ??= Promise.all([fetchActionlint(), fetchZizmor()]));
  const found = await Promise.all([
    runActionlint(actionlint, files, `${ROOT}.github/actionlint.yaml`),
    runZizmor(zizmor, files),
  ]);
  return found.flat();
}

/** The findings in each of these texts, in their order. */
async function lintTexts(texts: readonly string[]): Promise<LintFinding[][]> {
  const folder = await Deno.makeTempDir();
  try {
    const files = texts.map((_, index) => `${folder}/seeded-${index}-.yml`);
    for (const [index, file] of files.entries()) {
      await Deno.writeTextFile(file, texts[index] as string);
    }
    const found = await lint(files);
    return files.map((file) => found.filter((finding) => finding.file === file));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const read = (name: string) => Deno.readTextFileSync(`${FOLDER}/${name}`);

Deno.test("actionlint, and zizmor beyond --pedantic, find nothing in the workflows", async () => {
  assert.deepEqual(await lint(FILES.map((name) => `${FOLDER}/${name}`)), []);
});

Deno.test("the one exception is the label of our own machines, and says why", async () => {
  const exceptions = FILES.flatMap((name) =>
    read(name).split("\n").flatMap((line, index, lines) =>
      line.includes("zizmor:") ? [{ name, line, before: lines[index - 1] }] : []
    )
  );
  assert.equal(exceptions.length, 1);
  const [{ name, line, before } = { name: "", line: "", before: "" }] = exceptions;
  assert.match(line, /runs-on: \[self-hosted, .*\] # zizmor: ignore\[self-hosted-runner\]$/);
  assert.match(before ?? "", /# .*hardware.*runners\/hosts\/README\.md/);
  const [found] = await lintTexts([read(name).replace(/ # zizmor:.*/, "")]);
  assert.deepEqual(found?.map(({ rule }) => rule), ["self-hosted-runner"]);
});

interface Fault {
  what: string;
  file: string;
  edit: [string | RegExp, string];
  /** Our own rule that sees it. */
  own: string;
  /** Rules of the tools that see it. */
  tools: string[];
}

const FAULTS: readonly Fault[] = [
  {
    what: "an unpinned action",
    file: "check.yml",
    edit: [/checkout@[0-9a-f]{40} # v7\.0\.1/, "checkout@v7"],
    own: "pinned-action",
    tools: ["zizmor unpinned-uses"],
  },
  {
    what: "an expression in run",
    file: "check.yml",
    edit: ["run: deno task test", "run: deno task test ${{ github.head_ref }}"],
    own: "no-expression-in-run",
    tools: ["actionlint expression", "zizmor template-injection"],
  },
  {
    what: "pull_request on self-hosted",
    file: "check.yml",
    edit: ["runs-on: ubuntu-24.04", "runs-on: [self-hosted, wallclock, epyc-1]"],
    own: "nothing-from-outside-on-our-machines",
    tools: ["zizmor self-hosted-runner"],
  },
  {
    what: "write-all for a workflow",
    file: "check.yml",
    edit: ["permissions: {}", "permissions: write-all"],
    own: "top-level-permissions",
    tools: ["zizmor excessive-permissions"],
  },
  {
    what: "write-all for a job",
    file: "check.yml",
    edit: [/permissions:\n +contents: read.*\n/, "permissions: write-all\n"],
    own: "job-permissions",
    tools: ["zizmor excessive-permissions"],
  },
  {
    what: "a token left behind",
    file: "publish.yml",
    edit: ["persist-credentials: false", "persist-credentials: true"],
    own: "no-persisted-credentials",
    tools: ["zizmor artipacked"],
  },
  {
    what: "a fork with our rights",
    file: "check.yml",
    edit: ["  pull_request:", "  pull_request_target:"],
    own: "no-target-trigger",
    tools: ["zizmor dangerous-triggers"],
  },
];

Deno.test("each seeded fault is seen by our rules and by the tools", async () => {
  const texts = FAULTS.map(({ what, file, edit: [from, to] }) => {
    const text = read(file).replace(from, to);
    assert.notEqual(text, read(file), what);
    return text;
  });
  const found = await lintTexts(texts);
  for (const [index, { what, own, tools }] of FAULTS.entries()) {
    const text = texts[index] as string;
    const ours = workflowProblems(parseWorkflow(text, what), text).map(({ rule }) => rule);
    assert.ok(ours.includes(own), `${what}: our rules see ${ours.join() || "nothing"}`);
    const theirs = new Set(found[index]?.map(({ tool, rule }) => `${tool} ${rule}`));
    for (const rule of tools) {
      assert.ok(theirs.has(rule), `${what}: the tools see ${[...theirs].join() || "nothing"}`);
    }
  }
});

Deno.test("actionlint sees wiring that leads nowhere", async () => {
  const edits: [string, string][] = [
    ["needs.plan.outputs.hosts", "needs.plan.outputs.host"],
    ["needs: [plan, normalize]", "needs: [plan, normalise]"],
    ["[self-hosted, wallclock, ", "[self-hosted, wallclok, "],
    ["steps.attest.outputs", "steps.attested.outputs"],
  ];
  const texts = edits.map(([from, to]) => read("publish.yml").replace(from, to));
  for (const [index, found] of (await lintTexts(texts)).entries()) {
    assert.ok(found.some(({ tool }) => tool === "actionlint"), edits[index]?.join());
  }
});

Deno.test("a tool that cannot be fetched is a failure that says which, why and what it takes", async () => {
  const cache = await Deno.makeTempDir();
  try {
    const offline = {
      GOPROXY: "off",
      GOMODCACHE: `${cache}/modules`,
      PIP_INDEX_URL: "http://127.0.0.1:9/",
      PIP_RETRIES: "0",
      PIP_NO_CACHE_DIR: "1",
    };
    const options = { cache: `${cache}/tools`, environment: offline };
    await assert.rejects(
      fetchActionlint(options),
      /^Failure: actionlint could not be fetched: [\s\S]*GOPROXY=off[\s\S]*needs Go/,
    );
    await assert.rejects(
      fetchZizmor(options),
      /^Failure: zizmor could not be fetched: [\s\S]*zizmor==1\.32\.0[\s\S]*needs python3 with pip/,
    );
    assert.deepEqual([...Deno.readDirSync(options.cache)], []);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
});
