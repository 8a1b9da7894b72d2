import assert from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { sha256 } from "../common/files.ts";
import {
  appendTrial,
  listReports,
  readManifest,
  readTrials,
  reportFolder,
  writeManifest,
} from "./report_folder.ts";
import { readRawFile } from "./raw_file.ts";
import { manifestNamed } from "./verify/testing.ts";
import type { Trial } from "./trial.ts";

function trial(id: string): Trial {
  return {
    id,
    scenario: "s",
    implementation: "a",
    case: "",
    limits: "",
    load: 1,
    load_unit: "connections",
    trial: 1,
    block: 0,
    seed: "",
    started: "",
    ended: "",
    exit: 0,
    state: "finished",
    warmup_seconds: null,
    tools: [],
    programs: [],
    processes: [],
    raw: [],
    host: null,
  };
}

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("appendTrial() names the file where the disk is full", async () => {
  await withFolder(async (folder) => {
    await Deno.symlink("/dev/full", `${folder}/trials.ndjson`);
    await assert.rejects(appendTrial(folder, trial("one")), {
      name: "Failure",
      message: `${folder}/trials.ndjson: no space is left; free some and run it again`,
    });
  });
});

Deno.test("appendTrial() goes on after a line that was cut short, which never counted", async () => {
  await withFolder(async (folder) => {
    await appendTrial(folder, trial("one"));
    await appendTrial(folder, trial("two"));
    const path = `${folder}/trials.ndjson`;
    const whole = await Deno.readTextFile(path);
    for (let cut = whole.indexOf("\n") + 1; cut < whole.length; cut += 37) {
      await Deno.writeTextFile(path, whole.slice(0, cut));
      assert.deepEqual((await readTrials(folder)).map((each) => each.id), ["one"]);
      await appendTrial(folder, trial("three"));
      assert.deepEqual((await readTrials(folder)).map((each) => each.id), ["one", "three"]);
    }
  });
});

Deno.test("a report.json that is a folder is that report's problem, and no other's", async () => {
  await withFolder(async (data) => {
    await Deno.mkdir(`${data}/odd/report.json`, { recursive: true });
    await Deno.mkdir(`${data}/good`);
    await Deno.writeTextFile(`${data}/good/report.json`, "{}");
    await Deno.mkdir(`${data}/none`);
    assert.deepEqual(await listReports(data), ["good", "odd"]);
    await assert.rejects(
      readManifest(`${data}/odd`),
      (error: Error) =>
        error instanceof Failure && error.message.includes("odd/report.json: it is"),
    );
    const raw = { path: "report.json", bytes: 1, sha256: "" };
    await assert.rejects(readRawFile(`${data}/odd`, raw), Failure);
  });
});

Deno.test("appendTrial() cuts off a half line longer than one block", async () => {
  await withFolder(async (folder) => {
    await appendTrial(folder, trial("one"));
    const half = `{"id":"${"x".repeat(200_000)}`;
    await Deno.writeTextFile(`${folder}/trials.ndjson`, half, { append: true });
    await appendTrial(folder, trial("two"));
    assert.deepEqual((await readTrials(folder)).map((each) => each.id), ["one", "two"]);
  });
});

Deno.test("readTrials() names file and line of damage, and a trial that is there twice", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/trials.ndjson`;
    const line = JSON.stringify(trial("one"));
    const cases: [string, RegExp][] = [
      [`${line}\n{"id":\n`, /trials\.ndjson:2: not JSON/],
      [`${line}\n${line}\n`, /trials\.ndjson:2: trial one is there twice/],
      [`${line.replace('"trial":1', '"trial":"1"')}\n`, /trials\.ndjson:1: trial: /],
      [`${line.replace('"id":"one"', '"id":"../one"')}\n`, /trials\.ndjson:1: id: /],
    ];
    for (const [text, message] of cases) {
      await Deno.writeTextFile(path, text);
      await assert.rejects(readTrials(folder), (error: Error) => {
        assert.ok(error instanceof Failure);
        assert.match(error.message, message);
        return true;
      });
    }
  });
});

Deno.test("readRawFile() refuses a file that is not the one recorded, by name", async () => {
  await withFolder(async (folder) => {
    const bytes = new TextEncoder().encode("Requests/sec: 1\n");
    const raw = { path: "raw/a.txt", bytes: bytes.length, sha256: await sha256(bytes) };
    await Deno.mkdir(`${folder}/raw`);
    await assert.rejects(readRawFile(folder, raw), /raw\/a\.txt is missing/);
    await Deno.writeFile(`${folder}/raw/a.txt`, bytes);
    assert.deepEqual(await readRawFile(folder, raw), bytes);
    await Deno.writeTextFile(`${folder}/raw/a.txt`, "Requests/sec: 2\n");
    await assert.rejects(readRawFile(folder, raw), /raw\/a\.txt was altered/);
    await assert.rejects(readRawFile(folder, { ...raw, path: "../a.txt" }), /not a plain relative/);
  });
});

Deno.test("reportFolder() refuses names that lead elsewhere", () => {
  assert.equal(reportFolder("report-2026-12-01"), "data/report-2026-12-01");
  for (const bad of ["../x", "/etc", "a/b", "", ".hidden", "A"]) {
    assert.throws(() => reportFolder(bad), Failure, bad);
  }
});

Deno.test("readManifest() names the field that is wrong", async () => {
  await withFolder(async (folder) => {
    await assert.rejects(readManifest(folder), /report\.json is not there/);
    await Deno.writeTextFile(`${folder}/report.json`, '{"name":"a","state":"great"}');
    await assert.rejects(readManifest(folder), /report\.json: (title|state)/);
  });
});

Deno.test("readManifest() reads a file that begins with a byte order mark", async () => {
  await withFolder(async (data) => {
    await writeManifest(data, manifestNamed("a"));
    const text = await Deno.readTextFile(`${data}/report.json`);
    await Deno.writeTextFile(`${data}/report.json`, `\ufeff${text}`);
    assert.equal((await readManifest(data)).name, "a");
  });
});
