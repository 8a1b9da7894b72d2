/** The rehearsal sees wiring that does not work, and publish.yml's does. */
import assert from "node:assert/strict";
import { chainOf } from "../publish/rehearsal/chain.ts";
import { marked } from "../publish/rehearsal/processes.ts";
import { makePlace, type Place, pushTag } from "../publish/rehearsal/place.ts";
import { rehearse } from "../publish/rehearsal/rehearse.ts";
import { parseWorkflow } from "../publish/workflow/workflow.ts";

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname).replace(/\/$/, "");

/** Two jobs, a matrix, an output, an artifact, a step that runs whatever happened. */
const WORKFLOW = `
name: small
on: push
jobs:
  first:
    runs-on: ubuntu-24.04
    outputs:
      hosts: \${{ steps.say.outputs.hosts }}
    steps:
      - uses: actions/checkout@x
        with: { persist-credentials: false }
      - id: say
        run: echo 'hosts=["a","b"]' >> "$GITHUB_OUTPUT"
      - run: mkdir -p data/r/raw && echo "$WHAT" > data/r/raw/one && touch data/r/.hidden
        env:
          WHAT: \${{ inputs.tag || github.ref_name }}
      - if: always()
        uses: actions/upload-artifact@x
        with:
          name: raw
          path: |
            data/r
            data/r.*
  second:
    needs: first
    strategy:
      matrix:
        host: \${{ fromJSON(needs.first.outputs.hosts) }}
    runs-on: [self-hosted, wallclock, "\${{ matrix.host }}"]
    steps:
      - uses: actions/download-artifact@x
        with: { name: raw, path: data }
      - run: test "$(cat data/r/raw/one)" = report-small && test ! -e data/r/.hidden && test ! -e runners
      - run: echo "on $HOST" >> "$GITHUB_STEP_SUMMARY"
        env:
          HOST: \${{ matrix.host }}
      - if: github.event_name != 'push'
        run: exit 1
`;

async function withPlace(body: (place: Place) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const root = `${folder}/root`;
    await Deno.mkdir(`${root}/runners`, { recursive: true });
    await Deno.writeTextFile(`${root}/runners/hosts.json`, "{}");
    await new Deno.Command("git", { args: ["init", "--quiet", root] }).output();
    const place = await makePlace(`${folder}`, root);
    await pushTag(place, "report-small", {});
    await body(place);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const run = (place: Place, text: string) =>
  chainOf({
    workflow: parseWorkflow(text, "small.yml"),
    place,
    tag: "report-small",
    event: "push",
    signal: new AbortController().signal,
    say: () => {},
  });

Deno.test("a run hands outputs, artifacts and matrix values from job to job, and nothing else", () =>
  withPlace(async (place) => {
    const chain = run(place, WORKFLOW);
    assert.equal(await chain.attempt(), undefined);
    assert.equal(chain.summary(), "on a\non b\n");
    assert.deepEqual(chain.ran(), ["first", "second"]);
  }));

Deno.test("wiring that does not work stops the run with what is wrong", () =>
  withPlace(async (place) => {
    const faults: [string, string, RegExp][] = [
      ["{ name: raw, path", "{ name: row, path", /no job before second uploaded the artifact row/],
      ["needs: first", "needs: []", /needs\.first\.outputs\.hosts.*: empty input/],
      ["persist-credentials: false", "persist-credentials: true", /leave its token/],
      ["actions/download-artifact@x", "actions/cache@x", /no stand-in for actions\/cache@x/],
      ["            data/r.*\n", "", /data\/r\/raw\/one/],
      ["fromJSON(needs", "fromYAML(needs", /fromYAML/],
      ["host: ${{ fromJSON(needs.first.outputs.hosts) }}", "host: []", /no value for host/],
    ];
    for (const [what, by, expected] of faults) {
      const text = WORKFLOW.replace(what, by);
      assert.notEqual(text, WORKFLOW, what);
      await Deno.remove(`${place.folder}/jobs`, { recursive: true }).catch(() => {});
      const problem = await run(place, text).attempt().then(
        (stopped) => stopped?.result.problem ?? "it went through",
        (error: Error) => error.message,
      );
      assert.match(problem, expected, `${what}: ${problem}`);
    }
  }));

Deno.test("what a failing job leaves is uploaded, and its second attempt goes on from there", () =>
  withPlace(async (place) => {
    const chain = run(
      place,
      WORKFLOW.replace("      - id: say", "      - run: test -e /nowhere\n      - id: say"),
    );
    const stopped = await chain.attempt();
    assert.equal(stopped?.job, "first");
    assert.deepEqual(chain.ran(), ["first"]);
    assert.deepEqual(chain.artifacts.all(), []);
    const again = run(
      place,
      WORKFLOW.replace("      - if: always()", "      - run: exit 3\n      - if: always()"),
    );
    await Deno.remove(`${place.folder}/jobs`, { recursive: true });
    assert.equal((await again.attempt())?.job, "first");
    assert.deepEqual(again.artifacts.all().map(({ name }) => name), ["raw"]);
  }));

Deno.test("publish.yml makes of a tag a release, a commit and pages, and leaves no process", async () => {
  const folder = await Deno.makeTempDir();
  const file = ".github/workflows/publish.yml";
  try {
    const said = await rehearse({
      tag: "report-rehearsed",
      workflow: parseWorkflow(await Deno.readTextFile(`${ROOT}/${file}`), file),
      place: await makePlace(folder, ROOT),
      event: "push",
      budget: 4,
      scenarios: [],
      implementations: ["node-http"],
      texts: false,
      signal: new AbortController().signal,
      say: () => {},
    });
    assert.equal(said.length, 3);
    assert.deepEqual(marked(folder), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
