import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { Failure } from "../../common/failure.ts";
import { silentProgress } from "../../common/progress.ts";
import { normalizeReport } from "../normalize.ts";
import { readTrials, writeTrials } from "../report_folder.ts";
import { verifyReport } from "../verify.ts";
import { problemLine } from "./problem.ts";
import { makeRecordedReport, RAW_FILES, withFolder } from "./testing.ts";

const [PLAIN] = RAW_FILES;

Deno.test("verifyReport() and normalize name both trials that are made of the same bytes", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    const [first, second] = await readTrials(folder);
    const [raw] = first?.raw ?? [];
    ok(first !== undefined && second !== undefined && raw !== undefined);
    const path = "raw/s.a.3/wrk.txt";
    await Deno.mkdir(`${folder}/raw/s.a.3`);
    await Deno.copyFile(`${folder}/${PLAIN}`, `${folder}/${path}`);
    const third = { ...first, id: "s.a.3", trial: 3, raw: [{ ...raw, path }] };
    const fourth = { ...first, id: "s.a.4", trial: 4 };
    for (const copy of [third, fourth]) {
      await writeTrials(folder, [first, second, copy]);
      const { problems } = await verifyReport("recorded", data);
      const said = problems.map(problemLine).filter((line) => line.includes("byte for byte"));
      equal(said.length, 1, said.join("\n"));
      const named = new RegExp(
        `trials\\.ndjson: .*trial ${copy.id} has .*${PLAIN} of trial s\\.a\\.1 byte for byte; .*remove`,
      );
      match(said[0] as string, named);
      await rejects(normalizeReport(folder, silentProgress), (error) => {
        match((error as Failure).message, named);
        return error instanceof Failure;
      });
    }
    // What a trial that failed left, and logs, are no measurements.
    await writeTrials(folder, [first, second, { ...third, state: "failed" }]);
    deepEqual((await verifyReport("recorded", data)).problems, []);
  }));

Deno.test("verifyReport() names raw files that are links, or lie behind one", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    for (const path of [PLAIN, "raw/s.a.1", "raw"]) {
      await Deno.rename(`${folder}/${path}`, `${data}/moved`);
      await Deno.symlink(`${data}/moved`, `${folder}/${path}`);
      const { problems } = await verifyReport("recorded", data);
      ok(
        problems.map(problemLine).includes(
          `${folder}/${path}: expected a raw file of its own, found a link; put in its place what it leads to`,
        ),
        problems.map(problemLine).join("\n"),
      );
      await Deno.remove(`${folder}/${path}`);
      await Deno.rename(`${data}/moved`, `${folder}/${path}`);
    }
    deepEqual((await verifyReport("recorded", data)).problems, []);
  }));

Deno.test({
  name: "a pipe in the place of a file is named, and nothing waits for it",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (data) => {
      for (const path of [PLAIN, "trials.ndjson", "summary.csv", "report.json"]) {
        const name = `of-${path.replace(/\W/g, "-")}`.toLowerCase();
        const folder = await makeRecordedReport(data, name);
        await Deno.remove(`${folder}/${path}`);
        const { success } = await new Deno.Command("mkfifo", { args: [`${folder}/${path}`] })
          .output();
        ok(success);
        const { problems } = await verifyReport(name, data);
        match(problems.map(problemLine).join("\n"), /found it is no regular file \(a pipe/);
        if (path === "summary.csv") continue;
        await rejects(normalizeReport(folder, silentProgress), /it is no regular file/);
      }
    }),
});
