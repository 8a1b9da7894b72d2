import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { readManifest, readTrials, writeTrials } from "../report_folder.ts";
import type { Trial } from "../trial.ts";
import { verifyReports } from "../verify.ts";
import { problemLine } from "./problem.ts";
import { makeRecordedReport, withFolder } from "./testing.ts";

Deno.test("verifyReports() names errata that meet nothing, and notes a report that is not here", () =>
  withFolder(async (data) => {
    const erratum = { report: "recorded", state: "retracted" as const, reason: "It was wrong." };
    await makeRecordedReport(data);
    await makeRecordedReport(data, "second", {
      supersedes: "gone",
      errata: [
        { ...erratum, implementation: "a" },
        { ...erratum, load: 20 },
        { ...erratum, load: 10, metric: "latency", statistic: "max" },
        { ...erratum, load: 10, metric: "latency", statistic: "p12" },
      ],
    });
    const { reports, problems } = await verifyReports(["recorded", "second"], data);
    deepEqual(problems, []);
    deepEqual(reports.map(({ notes }) => notes), [[], [
      "second supersedes gone, which is not here",
    ]]);
    const [line = "", figure = "", ...more] = reports.flatMap((each) => each.problems)
      .map(problemLine);
    deepEqual(more, []);
    match(
      figure,
      /second\/report\.json: expected an erratum that meets a figure of recorded, found none with load 10, metric "latency", statistic "p12"; .*summary\.csv/,
    );
    match(
      line,
      /second\/report\.json: expected an erratum that meets a figure of recorded, found none with load 20; copy the fields from .*summary\.csv/,
    );

    await makeRecordedReport(data, "third", { errata: [{ ...erratum, report: "nowhere" }] });
    const all = await verifyReports(["recorded"], data);
    match(
      all.problems.map(problemLine).join(),
      /third\/report\.json: errata: nowhere: there is no such report/,
    );
  }));

Deno.test("verifyReports() takes an erratum of a metric or a statistic alone for one of figures, and none of a report that it cannot read", () =>
  withFolder(async (data) => {
    const earlier = await makeRecordedReport(data);
    const erratum = { report: "recorded", state: "retracted" as const, reason: "It was wrong." };
    await makeRecordedReport(data, "second", {
      errata: [{ ...erratum, metric: "latency" }, { ...erratum, statistic: "p12" }, {
        ...erratum,
        metric: "energy",
      }],
    });
    const found = async () => {
      const { reports } = await verifyReports(["second"], data);
      return reports.flatMap((each) => each.problems).map(({ expected, found }) =>
        `${expected}: ${found}`
      );
    };
    deepEqual(await found(), [
      'an erratum that meets a figure of recorded: none with statistic "p12"',
      'an erratum that meets a figure of recorded: none with metric "energy"',
    ]);
    await Deno.writeTextFile(`${earlier}/summary.csv`, "cut");
    deepEqual(await found(), []);
    await Deno.remove(`${earlier}/summary.csv`);
    deepEqual(await found(), []);
  }));

Deno.test("verifyReports() takes an erratum of a trial that failed, and none of a trial's case that no figure has", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    const [first, ...others] = await readTrials(folder);
    const failed = { ...others.at(-1) as Trial, id: "s.a.9", load: 99, state: "failed" as const };
    await writeTrials(folder, [{ ...first as Trial, case: "tcp" }, ...others, failed]);
    const erratum = { report: "recorded", state: "retracted" as const, reason: "It was wrong." };
    await makeRecordedReport(data, "second", {
      errata: [{ ...erratum, load: 99 }, { ...erratum, case: "tcp" }],
    });
    const { reports } = await verifyReports(["second"], data);
    deepEqual(reports.flatMap((each) => each.problems).map(({ found }) => found), [
      'none with case "tcp"',
    ]);
  }));

Deno.test("verifyReports() names words that do not stand in the text, or more than once", () =>
  withFolder(async (data) => {
    const earlier = await makeRecordedReport(data);
    const words = (words: string, report = "recorded") => ({
      ...{ report, state: "retracted" as const, reason: "It was wrong." },
      words,
    });
    await Deno.writeTextFile(
      `${earlier}/report.md`,
      "The host was\nanother one. It was, it was.\n",
    );
    await makeRecordedReport(data, "second", {
      errata: [words("host was another"), words("it was"), words("It was"), words("the *host*")],
    });
    await makeRecordedReport(data, "third", { errata: [words("any", "second")] });
    const { reports } = await verifyReports(["second", "third"], data);
    const lines = reports.flatMap((each) => each.problems).map(problemLine);
    equal(lines.length, 2, lines.join("\n"));
    match(
      lines[0] ?? "",
      /second\/report\.json: expected an erratum whose words stand once in the text of recorded, found words with signs .*: "the \*host\*"/,
    );
    match(lines[1] ?? "", /third\/report\.json: .* found no text at all: "any"/);

    await makeRecordedReport(data, "fourth", { errata: [words("was"), words("was the host")] });
    const more = (await verifyReports(["fourth"], data)).reports.flatMap((each) => each.problems);
    deepEqual(more.map(({ found }) => found), ['them 3 times: "was"', 'none such: "was the host"']);
  }));

Deno.test("readManifest() refuses an erratum of words that names a result or a figure too", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data);
    const manifest = JSON.parse(await Deno.readTextFile(`${folder}/report.json`));
    for (const more of [{ load: 1 }, { metric: "latency" }, { statistic: "p99" }]) {
      manifest.errata = [{ report: "a", state: "retracted", reason: "x", words: "y", ...more }];
      await Deno.writeTextFile(`${folder}/report.json`, JSON.stringify(manifest));
      await rejects(readManifest(folder), /report\.json.*words stand in the text of a report/s);
    }
  }));
