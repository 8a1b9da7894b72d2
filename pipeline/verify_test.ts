import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { readTrials, writeManifest } from "./report_folder.ts";
import { problemLine } from "./verify/problem.ts";
import {
  alterOneByte,
  forge,
  makeRecordedReport,
  manifestNamed,
  RAW_FILES,
  withFolder,
} from "./verify/testing.ts";
import { formatVerified, verifyReport, verifyReports } from "./verify.ts";
import { readRawFile } from "./raw_file.ts";

const [PLAIN, GZIPPED] = RAW_FILES;
const URL_OF_RELEASE = "https://example.org/releases/1/wrk.txt.gz";

Deno.test("verifyReports() has a folder that is no report's name as a problem, and verifies the others", () =>
  withFolder(async (data) => {
    await makeRecordedReport(data);
    await Deno.rename(await makeRecordedReport(data, "other"), `${data}/other (copy)`);
    const { reports } = await verifyReports(["other (copy)", "recorded"], data);
    deepEqual(reports.map(({ problems }) => problems.map(problemLine)), [[
      `${data}/other (copy)/report.json: expected the name of its folder, other (copy), found other; rename the folder`,
    ], []]);
  }));

Deno.test("verifyReport() finds nothing to say of a report as it was recorded", () =>
  withFolder(async (data) => {
    await makeRecordedReport(data);
    const verified = await verifyReport("recorded", data);
    deepEqual(verified.problems, []);
    equal(verified.rawFiles, 2);
    ok(verified.tables >= 3);
    ok(verified.sources > 10);
    match(
      formatVerified(verified, data),
      /^verify recorded: 2 raw files, \d+ tables, .*0 problems\n$/,
    );
  }));

/** Puts a folder in the place of a file. */
async function makeFolder(file: string): Promise<void> {
  await Deno.remove(file);
  await Deno.mkdir(file);
}

/** Damage to a report, and what must be said of it; the address of the file comes first. */
const FAULTS: { damage: string; make: (folder: string) => Promise<void>; line: RegExp }[] = [
  {
    damage: "one byte of a plain raw file",
    make: (folder) => alterOneByte(`${folder}/${PLAIN}`),
    line:
      /recorded\/raw\/s\.a\.1\/wrk\.txt: expected SHA-256 [0-9a-f]{64}, found SHA-256 [0-9a-f]{64}; restore/,
  },
  {
    damage: "one byte of a gzipped raw file",
    make: (folder) => alterOneByte(`${folder}/${GZIPPED}`),
    line: /raw\/s\.a\.2\/wrk\.txt\.gz: expected SHA-256/,
  },
  {
    damage: "a raw file that grew",
    make: (folder) => Deno.writeTextFile(`${folder}/${PLAIN}`, "\n", { append: true }),
    line: /raw\/s\.a\.1\/wrk\.txt: expected \d+ bytes, found \d+ bytes; restore/,
  },
  {
    damage: "a raw file that is gone",
    make: (folder) => Deno.remove(`${folder}/${PLAIN}`),
    line: /raw\/s\.a\.1\/wrk\.txt: expected a raw file, found no such file; restore/,
  },
  {
    damage: "a file that no trial names",
    make: (folder) => Deno.writeTextFile(`${folder}/raw/s.a.1/notes.txt`, "x"),
    line: /raw\/s\.a\.1\/notes\.txt: expected a file that a trial names/,
  },
  {
    damage: "a table that was edited",
    make: (folder) => alterOneByte(`${folder}/summary.csv`),
    line: /recorded\/summary\.csv: expected sha256:.*; restore it as it was published; a corr/,
  },
  {
    damage: "a table that is gone",
    make: (folder) => Deno.remove(`${folder}/findings.csv`),
    line: /findings\.csv: expected a table, found no such file/,
  },
  {
    damage: "a table that the package does not list",
    make: (folder) => Deno.writeTextFile(`${folder}/more.csv`, "a\n"),
    line: /datapackage\.json: expected the table more\.csv, found none/,
  },
  {
    damage: "no tables at all",
    make: (folder) => Deno.remove(`${folder}/datapackage.json`),
    line: /datapackage\.json: expected a descriptor of the tables, found no such file/,
  },
  {
    damage: "trials that are no JSON",
    make: (folder) => Deno.writeTextFile(`${folder}/trials.ndjson`, "{\n"),
    line: /trials\.ndjson: expected a file that can be read, found .*trials\.ndjson:1: not JSON/,
  },
  {
    damage: "an environment without its fields",
    make: (folder) => Deno.writeTextFile(`${folder}/environment.json`, "{}\n"),
    line: /environment\.json: expected a file that can be read/,
  },
  {
    damage: "a manifest that is gone",
    make: (folder) => Deno.remove(`${folder}/report.json`),
    line: /report\.json: expected a file that can be read, found .*is not there/,
  },
  {
    damage: "a manifest that is a folder",
    make: (folder) => makeFolder(`${folder}/report.json`),
    line: /report\.json: expected a file that can be read, found it is a folder, .*; put the file/,
  },
  {
    damage: "a table that is a folder",
    make: (folder) => makeFolder(`${folder}/summary.csv`),
    line: /summary\.csv: expected a table, found it is a folder/,
  },
  {
    damage: "a descriptor that is a folder",
    make: (folder) => makeFolder(`${folder}/datapackage.json`),
    line: /datapackage\.json: expected a descriptor of the tables, found it is a folder/,
  },
  {
    damage: "a raw file that is a folder",
    make: (folder) => makeFolder(`${folder}/${PLAIN}`),
    line: /raw\/s\.a\.1\/wrk\.txt: expected a raw file, found it is a folder/,
  },
  {
    damage: "a manifest with another's name",
    make: (folder) => writeManifest(folder, manifestNamed("other")),
    line: /report\.json: expected the name of its folder, recorded, found other/,
  },
];

for (const { damage, make, line } of FAULTS) {
  Deno.test(`verifyReport() names ${damage}`, () =>
    withFolder(async (data) => {
      await make(await makeRecordedReport(data));
      const { problems } = await verifyReport("recorded", data);
      equal(problems.length, 1, problems.map(problemLine).join("\n"));
      match(problems.map(problemLine)[0] as string, line);
    }));
}

Deno.test("verifyReport() names the row of a table whose source leads nowhere", () =>
  withFolder(async (data) => {
    const cases: [string, RegExp][] = [
      ["raw/s.a.1/wrk.txt#L9999", /measurements\.csv:2: expected a line from 1 to \d+ of raw/],
      ["raw/s.a.1/wrk.txt#/latency", /measurements\.csv:2: .*of raw\/s\.a\.1\/wrk\.txt/],
      [
        "raw/s.a.9/wrk.txt#L1",
        /:2: expected a source in a raw file of this report, found raw\/s\.a\.9/,
      ],
      ["raw/s.a.1/wrk.txt#line 1", /expected a line or a JSON pointer/],
    ];
    for (const [index, [source, line]] of cases.entries()) {
      const folder = await makeRecordedReport(data, `r${index}`);
      await forge(folder, "measurements.csv", /raw\/s\.a\.1\/wrk\.txt#L\d+/, source);
      const { problems } = await verifyReport(`r${index}`, data);
      equal(problems.length, 1, source);
      match(problems.map(problemLine)[0] as string, line);
    }
  }));

Deno.test("a raw file that is kept elsewhere is not checked, and said where it is", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    const [raw] = (await readTrials(folder)).flatMap((trial) => trial.raw).slice(1);
    ok(raw !== undefined);
    const elsewhere = [{ ...raw, url: URL_OF_RELEASE }];
    await writeManifest(folder, manifestNamed("recorded", { elsewhere }));
    equal(
      (await verifyReport("recorded", data)).notChecked.length,
      0,
      "it is here, so it is checked",
    );

    await Deno.remove(`${folder}/${GZIPPED}`);
    const verified = await verifyReport("recorded", data);
    deepEqual([verified.problems, verified.rawFiles], [[], 1]);
    deepEqual(verified.notChecked, elsewhere);
    match(
      formatVerified(verified, data),
      /wrk\.txt\.gz: not checked, it is kept at https:\/\/example/,
    );
    await rejects(readRawFile(folder, raw), /is not here, it is kept at https:\/\/example\.org/);

    const wrong = [{ ...raw, bytes: raw.bytes + 1, url: URL_OF_RELEASE }, {
      ...raw,
      path: "raw/other.gz",
      url: URL_OF_RELEASE,
    }];
    await writeManifest(folder, manifestNamed("recorded", { elsewhere: wrong }));
    const { problems } = await verifyReport("recorded", data);
    deepEqual(problems.map(({ expected }) => expected.replace(/^\d+ bytes.*/, "bytes")), [
      "bytes",
      "files of trials alone under elsewhere",
    ]);
  }));

Deno.test("verifyReport() names dates, loads and texts that cannot be", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    const faults: [file: string, from: string, to: string, said: RegExp][] = [
      ["report.json", '"2026-01-01"', '"yesterday"', /created: expected a day/],
      ["report.json", '"2026-01-01"', '"+275760-09-13"', /created: expected a day/],
      ["report.json", '"title": "recorded"', '"title": "\\u0000"', /title: a text has no control/],
      ["environment.json", "unknown host", "\\u001b[2J", /title: a text has no control/],
      ["trials.ndjson", '"load":10', '"load":-1', /ndjson:1: load: /],
      ["trials.ndjson", '"started":""', '"started":"junk"', /ndjson:1: started: expected a time/],
    ];
    for (const [file, from, to, said] of faults) {
      const text = await Deno.readTextFile(`${folder}/${file}`);
      await Deno.writeTextFile(`${folder}/${file}`, text.replace(from, to));
      const { problems } = await verifyReport("recorded", data);
      match(problems.map(problemLine).join("\n"), said);
      await Deno.writeTextFile(`${folder}/${file}`, text);
    }
    deepEqual((await verifyReport("recorded", data)).problems, []);
  }));

Deno.test("verify says nothing of its progress where there is hardly any", () =>
  withFolder(async (folder) => {
    await makeRecordedReport(`${folder}/data`);
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-read=data", new URL("verify.ts", import.meta.url).pathname],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    deepEqual([code, new TextDecoder().decode(stderr)], [0, ""]);
  }));
