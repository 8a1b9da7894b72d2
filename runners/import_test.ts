import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { sha256 } from "../common/files.ts";
import { silentProgress } from "../common/progress.ts";
import { normalizeReport } from "../pipeline/normalize.ts";
import { readManifest, readTables, readTrials } from "../pipeline/report.ts";
import { importFiles, type ImportOptions } from "./import.ts";
import { ROOT } from "./paths.ts";

const wrkText = (rate: string) =>
  `Running 10s test @ http://127.0.0.1:8080/
  1 threads and 8 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    38.20us   12.03us   1.20ms   91.24%
    Req/Sec   201.13k     3.02k  205.90k    83.17%
  Latency Distribution
     50%   37.00us
     75%   41.00us
     90%   45.00us
     99%   71.00us
  2021130 requests in 10.10s, 354.83MB read
Requests/sec: ${rate}
Transfer/sec:     35.13MB
`;

const TABLE = `# wallclock cited-table 1
# source: a page
implementation,limits,load,load_unit,trial,metric,statistic,value,unit
axum,1 core,8,connections,1,throughput,mean,316506,req/s
axum,1 core,8,connections,2,throughput,mean,316400,req/s
axum,2 cores,8,connections,1,throughput,mean,600000,req/s
flask,,,,,memory_rss,max,18.4,MB
`;

const encode = (text: string) => new TextEncoder().encode(text);

const wrk: ImportOptions = {
  report: "theirs",
  scenario: "hello",
  implementation: "axum",
  load: 8,
  loadUnit: "connections",
};

/** Runs a test in a folder of its own with the given files in it. */
async function inFolder(
  files: Record<string, string | Uint8Array>,
  test: (paths: { folder: string; data: string; file: (name: string) => string }) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, content] of Object.entries(files)) {
      const bytes = typeof content === "string" ? encode(content) : content;
      await Deno.writeFile(`${folder}/${name}`, bytes);
    }
    const data = `${folder}/data`;
    await test({ folder, data, file: (name) => `${folder}/${name}` });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Every file below a folder with its SHA-256. */
async function snapshot(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) Object.assign(found, await snapshot(path));
    else found[path] = await sha256(await Deno.readFile(path));
  }
  return found;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

const fails = (message: RegExp, status: 1 | 2 = 1) => (error: unknown) =>
  error instanceof Failure && error.status === status && message.test(error.message);

Deno.test("import files raw outputs byte for byte, and the next call adds a trial", async () => {
  await inFolder({ "a.txt": wrkText("199122.03"), "b.txt": wrkText("198001.77") }, async (at) => {
    const options = { ...wrk, title: "Theirs", citation: "a page", date: "2026-01-31" };
    const [first] = await importFiles([at.file("a.txt")], options, at.data);
    equal(first?.id, "hello.axum.8.1");
    const path = "raw/hello.axum.8.1/a.txt";
    const bytes = await Deno.readFile(`${at.data}/theirs/${path}`);
    deepEqual(bytes, encode(wrkText("199122.03")));
    deepEqual(first?.raw, [{ path, bytes: bytes.length, sha256: await sha256(bytes) }]);

    await importFiles([at.file("b.txt")], { ...wrk, trial: 2 }, at.data);
    const trials = await readTrials(`${at.data}/theirs`);
    deepEqual(trials.map((trial) => trial.id), ["hello.axum.8.1", "hello.axum.8.2"]);
    const manifest = await readManifest(`${at.data}/theirs`);
    deepEqual(
      [manifest.title, manifest.citation, manifest.created, manifest.origin],
      ["Theirs", "a page", "2026-01-31", "imported"],
    );
    deepEqual(manifest.scenarios.map((each) => [each.name, each.kind]), [["hello", "ladder"]]);
    deepEqual(manifest.implementations.map((each) => each.name), ["axum"]);

    await normalizeReport(`${at.data}/theirs`, silentProgress);
    const { measurements } = await readTables(`${at.data}/theirs`);
    deepEqual(
      measurements.filter((row) => row.metric === "throughput" && row.statistic === "mean")
        .map((row) => [row.implementation, row.load, row.trial, row.value, row.source]),
      [
        ["axum", 8, 1, 199122.03, `${path}#L12`],
        ["axum", 8, 2, 198001.77, "raw/hello.axum.8.2/b.txt#L12"],
      ],
    );
  });
});

Deno.test("import files several outputs of one execution as one trial, large ones gzipped", async () => {
  const large = wrkText("199122.03").repeat(200);
  await inFolder({ "wrk out.txt": wrkText("5.00"), "wrk.log": large }, async (at) => {
    const files = [at.file("wrk out.txt"), at.file("wrk.log")];
    const [trial] = await importFiles(files, wrk, at.data);
    deepEqual(trial?.raw.map((raw) => raw.path), [
      "raw/hello.axum.8.1/wrk_out.txt",
      "raw/hello.axum.8.1/wrk.log.txt.gz",
    ]);
    const packed = await Deno.readFile(`${at.data}/theirs/${trial?.raw[1]?.path}`);
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    equal(await new Response(plain).text(), large);
    const [again] = await importFiles(files, { ...wrk, report: "again" }, at.data);
    deepEqual(again?.raw, trial?.raw);
  });
});

Deno.test("import refuses what it cannot read, names it with a remedy, and files nothing", async () => {
  await inFolder({ "good.txt": wrkText("5.00"), "notes.txt": "all was well\n" }, async (at) => {
    const good = at.file("good.txt");
    const cases: [string[], RegExp][] = [
      [[good, at.file("notes.txt")], /notes\.txt: no format recognises it; .* Give the tool's own/],
      [[good, at.file("none.txt")], /none\.txt: there is no such file; give the path/],
      [[at.folder], /: this is a folder; give the path/],
      [[good, good], /have the same name; rename one/],
    ];
    for (const [files, message] of cases) {
      await rejects(importFiles(files, wrk, at.data), fails(message));
    }
    equal(await exists(at.data), false);
  });
});

Deno.test("import refuses a cell that is filed, bytes that are filed, and reports of another kind", async () => {
  await inFolder({ "a.txt": wrkText("5.00"), "b.txt": wrkText("6.00") }, async (at) => {
    await importFiles([at.file("a.txt")], wrk, at.data);
    const before = await snapshot(at.data);
    await rejects(
      importFiles([at.file("b.txt")], wrk, at.data),
      fails(/already has trial hello\.axum\.8\.1; give the next --trial/),
    );
    await rejects(
      importFiles([at.file("a.txt")], { ...wrk, trial: 2 }, at.data),
      fails(/a\.txt is already filed as trial hello\.axum\.8\.1, byte for byte/),
    );
    await Deno.mkdir(`${at.data}/ours`);
    await Deno.writeTextFile(`${at.data}/ours/plan.json`, "{}");
    await rejects(
      importFiles([at.file("a.txt")], { ...wrk, report: "ours" }, at.data),
      fails(/a bench was begun in .*ours; import into another --report/),
    );
    await Deno.remove(`${at.data}/ours`, { recursive: true });
    deepEqual(await snapshot(at.data), before);
    const manifest = await readManifest(`${at.data}/theirs`);
    await Deno.writeTextFile(
      `${at.data}/theirs/report.json`,
      JSON.stringify({ ...manifest, origin: "measured" }),
    );
    await rejects(
      importFiles([at.file("b.txt")], { ...wrk, trial: 2 }, at.data),
      fails(/was measured by bench; import into another --report/),
    );
  });
});

Deno.test("import checks names and options before it reads anything", async () => {
  const cases: [Partial<ImportOptions>, RegExp][] = [
    [{ report: "../up" }, /"\.\.\/up" is no report name/],
    [{ scenario: "Hello World" }, /--scenario "Hello World": a name has lower-case/],
    [{ implementation: "a/b" }, /--implementation "a\/b": a name has lower-case/],
    [{ implementation: undefined }, /--implementation is missing/],
    [{ loadUnit: undefined }, /--load and --load-unit are given together/],
    [{ trial: 0 }, /--trial takes 1, 2, 3/],
    [{ trial: 1.5 }, /--trial takes 1, 2, 3/],
    [{ trial: 1e30 }, /--trial takes 1, 2, 3 \.\.\. 1000000000, not 1e\+30/],
    [{ load: 1e12 }, /--load takes a number up to/],
    [{ case: "a\nb" }, /--case is longer than 200 characters or holds unprintable/],
    [{ date: "yesterday" }, /--date takes a day such as 2026-01-31/],
    [{ table: true }, /--implementation stands in the table itself/],
  ];
  for (const [options, message] of cases) {
    await rejects(importFiles(["/none"], { ...wrk, ...options }, "/none"), fails(message, 2));
  }
});

Deno.test("import --table files a trial for each cell of a cited table, all on one raw file", async () => {
  await inFolder({ "figures.csv": TABLE }, async (at) => {
    const options = { report: "cited", scenario: "hello", table: true };
    const trials = await importFiles([at.file("figures.csv")], options, at.data);
    deepEqual(trials.map((trial) => trial.id), [
      "hello.axum.1-core.8.1",
      "hello.axum.1-core.8.2",
      "hello.axum.2-cores.8.1",
      "hello.flask.1",
    ]);
    deepEqual(new Set(trials.map((trial) => trial.raw[0]?.path)), new Set(["raw/figures.csv"]));
    await normalizeReport(`${at.data}/cited`, silentProgress);
    const { measurements } = await readTables(`${at.data}/cited`);
    deepEqual(
      measurements.map((row) => [row.implementation, row.limits, row.trial, row.value, row.source]),
      [
        ["axum", "1 core", 1, 316506, "raw/figures.csv#L4"],
        ["axum", "1 core", 2, 316400, "raw/figures.csv#L5"],
        ["axum", "2 cores", 1, 600000, "raw/figures.csv#L6"],
        ["flask", "", 1, 18400000, "raw/figures.csv#L7"],
      ],
    );
    await Deno.writeTextFile(at.file("figures.csv"), TABLE.replaceAll("1 core", "3 cores"));
    await rejects(
      importFiles([at.file("figures.csv")], { ...options, scenario: "other" }, at.data),
      fails(/raw\/figures\.csv is another table's; rename the file/),
    );
    await Deno.writeTextFile(at.file("bad.csv"), TABLE.replace("flask", "Flask"));
    await rejects(
      importFiles([at.file("bad.csv")], { ...options, report: "bad" }, at.data),
      fails(/bad\.csv: the implementation "Flask": a name has lower-case/, 2),
    );
  });
});

Deno.test("an import that fails while it writes leaves the report as it was", async () => {
  await inFolder({ "a.txt": wrkText("5.00"), "b.txt": wrkText("6.00") }, async (at) => {
    await importFiles([at.file("a.txt")], wrk, at.data);
    // A file where the new trial's folder has to be.
    await Deno.writeTextFile(`${at.data}/theirs/raw/hello.hono.8.1`, "");
    const before = await snapshot(at.data);
    const options = { ...wrk, implementation: "hono", title: "New title" };
    await rejects(importFiles([at.file("b.txt")], options, at.data));
    deepEqual(await snapshot(at.data), before);
  });
});

Deno.test("what an import ended halfway left of a new report is written over", async () => {
  await inFolder({ "a.txt": wrkText("5.00"), "b.txt": wrkText("6.00") }, async (at) => {
    await importFiles([at.file("b.txt")], wrk, at.data);
    await Deno.remove(`${at.data}/theirs/report.json`);
    await importFiles([at.file("a.txt")], wrk, at.data);
    const trials = await readTrials(`${at.data}/theirs`);
    deepEqual(trials.map((trial) => trial.raw.map((raw) => raw.path)), [[
      "raw/hello.axum.8.1/a.txt",
    ]]);
  });
});

Deno.test("the import command ends with 0, 1 or 2 and says what it did", async () => {
  await inFolder({ "a.txt": wrkText("5.00"), "notes.txt": "none\n" }, async (at) => {
    // The permissions that the task has.
    const deno = ["run", "--no-prompt", "--allow-read", "--allow-write=data"];
    const run = async (...args: string[]) => {
      const { code, stderr, stdout } = await new Deno.Command(Deno.execPath(), {
        args: [...deno, `--config=${ROOT}/deno.json`, `${ROOT}/runners/import.ts`, ...args],
        cwd: at.folder,
      }).output();
      const text = new TextDecoder();
      return { code, stderr: text.decode(stderr), stdout: text.decode(stdout) };
    };
    const cell = ["--report", "r", "--scenario", "s", "--implementation", "i"];
    const versions = [
      "--tool",
      "wrk=4.2.0",
      "--program",
      "axum=0.7.9",
      "--program",
      "tokio=1.52.1",
    ];
    const done = await run(...cell, ...versions, "a.txt");
    deepEqual([done.code, done.stdout], [0, ""]);
    match(done.stderr, /filed 1 raw file as trial s\.i\.1; `deno task normalize r` makes/);
    const [trial] = await readTrials(`${at.folder}/data/r`);
    deepEqual(trial?.tools, [{ name: "wrk", version: "4.2.0" }]);
    deepEqual(trial?.programs.map((program) => program.name), ["axum", "tokio"]);
    const bad = await run(...cell, "--trial", "2", "notes.txt");
    deepEqual([bad.code, bad.stderr.split("\n").length], [1, 2]);
    match(bad.stderr, /^error: notes\.txt: no format recognises it/);
    equal((await run(...cell, "--color", "red", "a.txt")).code, 2);
    equal((await run(...cell)).code, 2);
    equal((await run("--help")).code, 0);
  });
});
