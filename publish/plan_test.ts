import assert from "node:assert/strict";
import fc from "fast-check";
import { checkTag, type Edition, withEdition } from "./edition.ts";
import { benchArguments } from "./bench.ts";
import { planPublication, reportsOnBranch } from "./plan.ts";
import { require } from "./run.ts";
import { plain } from "./summary.ts";

const AROUND = {
  hosts: ["a", "b"],
  scenarios: new Map([["http-counter", ["node-http", "x"]], ["echo", ["asio"]]]),
  reports: ["report-1", "report-0.a.echo", "report-0.b.echo"],
};
const FULL: Edition = { profile: "full" };
const names = (plan: ReturnType<typeof planPublication>) => plan.reports.map(({ name }) => name);

Deno.test("a tag without an edition is every scenario on every host, each pair a report", () => {
  assert.deepEqual(names(planPublication("report-2", FULL, AROUND)), [
    "report-2.a.http-counter",
    "report-2.a.echo",
    "report-2.b.http-counter",
    "report-2.b.echo",
  ]);
});

Deno.test("one host and one scenario make the report of the tag's own name", () => {
  const edition: Edition = { profile: "quick", hosts: ["b"], scenarios: ["echo"] };
  const plan = planPublication("report-2", edition, AROUND);
  assert.deepEqual(plan.reports, [{ name: "report-2", host: "b", scenario: "echo" }]);
  assert.deepEqual(
    benchArguments(
      { ...plan, budget_seconds: 9, implementations: ["asio", "node-http"] },
      plan.reports[0] as never,
      ["asio", "libuv"],
    ),
    [
      "--scenario=echo",
      "--profile=quick",
      "--report=report-2",
      "--seed=report-2",
      "--budget=9",
      "--implementation=asio",
    ],
  );
});

Deno.test("a plan hands on what its edition says, and corrects only reports that are there", () => {
  const errata = [{ report: "report-1", state: "retracted" as const, reason: "It was wrong." }];
  const edition: Edition = {
    ...{ profile: "quick", budget_seconds: 60, implementations: ["asio"], errata },
    ...{ repository_bytes: 1000, hosts: ["a"], scenarios: ["echo"] },
  };
  const reports = [{ name: "report-2", host: "a", scenario: "echo" }];
  assert.deepEqual(planPublication("report-2", edition, AROUND), {
    ...{ tag: "report-2", profile: "quick", budget_seconds: 60, implementations: ["asio"] },
    ...{ repository_bytes: 1000, reports },
  });
  const bare = planPublication("report-2", { ...FULL, hosts: ["a"], scenarios: ["echo"] }, AROUND);
  assert.deepEqual(bare, {
    ...{ tag: "report-2", profile: "full", repository_bytes: 10_000_000, reports },
  });
});

Deno.test("what cannot become a report is refused with the reason", () => {
  const refused = (edition: Partial<Edition>, around: Partial<typeof AROUND>, why: RegExp) =>
    assert.throws(
      () => planPublication("report-2", { ...FULL, ...edition }, { ...AROUND, ...around }),
      why,
    );
  refused({}, { reports: ["report-2"] }, /report-2 is published: there is data\/report-2/);
  refused({}, { reports: ["report-2.a"] }, /there is data\/report-2\.a/);
  refused({}, { hosts: [] }, /names no host/);
  refused({ hosts: ["c"] }, {}, /hosts: there is no "c"; there is a, b/);
  refused({ scenarios: ["c"] }, {}, /scenarios: there is no "c"/);
  refused(
    { implementations: ["c"] },
    {},
    /implementations: there is no "c"; there is node-http, x, a/,
  );
  refused({ implementations: ["x"] }, {}, /none of them is of the scenario echo/);
  refused({ supersedes: "report-9" }, {}, /corrects report-9, and there is no such report/);
  const errata = [{ report: "report-9", state: "retracted" as const, reason: "It was wrong." }];
  refused({ errata }, {}, /corrects report-9/);
  refused({}, { hosts: ["a", "h".repeat(90)] }, /^Failure: report-2\.h+\.http-counter is too long/);
  assert.doesNotThrow(() =>
    planPublication("report-2", FULL, { ...AROUND, reports: ["report-22", "report-2-b"] })
  );
});

Deno.test("a tag that is no plain name is refused, whatever it holds", () => {
  assert.equal(checkTag("report-2026-12-01"), "report-2026-12-01");
  const bad = [
    "report-",
    "release-1",
    "report-A",
    "report-a.b",
    "report-a/..",
    "report--a",
    "report-a\n",
    "../report-a",
    "\nreport-a",
    "report-a-",
    `report-${"a".repeat(54)}`,
  ];
  assert.equal(checkTag(`report-${"a".repeat(53)}`).length, 60);
  for (const tag of bad) assert.throws(() => checkTag(tag), /cannot name a report/, tag);
  fc.assert(fc.property(fc.string(), (text) => {
    const tag = `report-${text}`;
    try {
      checkTag(tag);
    } catch {
      return;
    }
    assert.match(tag, /^[a-z0-9-]+$/);
  }));
});

Deno.test("withEdition() publishes, and changes nothing that was measured", () => {
  const manifest = { name: "report-2", title: "t", state: "draft" as const, seed: "s" };
  const errata = [{ report: "report-1", state: "retracted" as const, reason: "We say so." }];
  assert.deepEqual(withEdition(manifest as never, { title: "Winter", errata }), {
    ...manifest,
    title: "Winter",
    state: "published",
    errata,
  });
  const edited = withEdition(manifest as never, { supersedes: "report-1" });
  assert.deepEqual(edited, { ...manifest, state: "published", supersedes: "report-1" });
});

Deno.test("what the measuring machine says of other reports is dropped", () => {
  const errata = [{ report: "report-1", state: "retracted" as const, reason: "We say so." }];
  const manifest = { name: "report-2", errata, supersedes: "report-1" };
  assert.deepEqual(withEdition(manifest as never, {}), { name: "report-2", state: "published" });
});

Deno.test("the reports of a branch are read from origin, and a commit that is not on it is refused", async () => {
  const folder = await Deno.makeTempDir();
  const git = (clone: string, ...words: string[]) =>
    require([
      "git",
      "-C",
      `${folder}/${clone}`,
      "-c",
      "user.name=t",
      "-c",
      "user.email=t@t",
      ...words,
    ]);
  try {
    await require(["git", "init", "--quiet", "--initial-branch=main", `${folder}/first`]);
    await Deno.mkdir(`${folder}/first/data/report-1`, { recursive: true });
    await Deno.writeTextFile(`${folder}/first/data/report-1/report.json`, "{}");
    await git("first", "add", "--all");
    await git("first", "commit", "--quiet", "--message=one");
    await require(["git", "clone", "--quiet", `${folder}/first`, `${folder}/second`]);
    assert.deepEqual(await reportsOnBranch("main", `${folder}/second`), ["report-1"]);
    await git("second", "commit", "--quiet", "--allow-empty", "--message=not merged");
    await assert.rejects(reportsOnBranch("main", `${folder}/second`), /not on main of origin/);
    for (const bad of ["--help", "", "main;x", "main x", "main\n", "/main"]) {
      await assert.rejects(reportsOnBranch(bad, `${folder}/second`), /no name of a branch/, bad);
    }
    await assert.rejects(
      reportsOnBranch("x", `${folder}/second`),
      /not on x of origin: .* \(git: .*origin\/x/s,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("plain() leaves nothing that markdown takes for markup, a link or a mention", () => {
  const shown = plain("<b>|[a](https://x.y) `c` *d* @e www.f.g &lt; #1");
  assert.doesNotMatch(shown, /[<>|[\]`*@]|https:\/\/|www\.|&lt;/);
  const back = shown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  assert.equal(back, "<b>|[a](https://x.y) `c` *d* @e www.f.g &lt; #1");
});
