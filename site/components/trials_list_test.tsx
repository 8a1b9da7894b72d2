import { doesNotMatch, equal, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Trial, TrialProcess } from "../../pipeline/report.ts";
import { implementationViews } from "../model/implementation.ts";
import { withReports } from "../testing.ts";
import { CommandWords } from "./command_words.tsx";
import { RawFiles } from "./raw_files.tsx";
import { ProcessesTable, TrialsTable } from "./trials_list.tsx";

const REPORT = { name: "a", implementations: 3, loads: 2, trials: 2 };

/** The view of the first implementation of a made report. */
const withView = (
  test: (view: ReturnType<typeof implementationViews>[number]) => void,
) =>
  withReports([REPORT], (data) => {
    const [scenario] = data.reports[0]?.scenarios ?? [];
    const [view] = scenario === undefined ? [] : implementationViews(scenario);
    if (view === undefined) throw new Error("there is no implementation");
    test(view);
    return Promise.resolve();
  });

const textOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

Deno.test("raw files stand below their folder, which says once of which trial they are", () =>
  withView((view) => {
    const html = renderToString(
      <RawFiles files={view.raw} fileAddress={(path) => path} checksums="sums" />,
    );
    const [{ file, trials: [trial] }] = view.raw as [typeof view.raw[number]];
    ok(trial !== undefined);
    const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
    equal(html.split(`>${folder}<`).length, 2);
    match(html, new RegExp(`<a href="#t-${trial.id}">1.connection, trial 1</a> <code>${folder}<`));
    equal(html.match(/scope="rowgroup"/g)?.length, view.trials.length);
    for (const { file } of view.raw) {
      ok(html.includes(`href="${file.path}"`) && html.includes(file.sha256), file.path);
    }
  }));

Deno.test("many raw files are closed until asked for, and the checksums of all are one click away", () =>
  withView((view) => {
    const many = Array.from({ length: 21 }, () => view.raw[0]).filter((each) => each !== undefined);
    const htmlOf = (files: typeof view.raw) =>
      renderToString(<RawFiles files={files} fileAddress={(path) => path} checksums="sums" />);
    match(htmlOf(many), /<a href="sums">SHA256SUMS<.*<details class="case kept"[^>]*><summary>/);
    match(htmlOf(many), /^<p>21.files, \d[^<]*; <a /, "how many they are stands on paper too");
    doesNotMatch(htmlOf(many.slice(1)), /<details|SHA256SUMS/);
  }));

Deno.test("trials without a load have no column of loads, and the name of a raw file breaks between its words", () =>
  withView((view) => {
    const headsOf = (trials: readonly Trial[]) =>
      textOf(renderToString(<TrialsTable trials={trials} />).split("</thead>")[0] ?? "");
    match(headsOf(view.trials), / Trial Load /);
    const without = view.trials.map((trial) => ({ ...trial, load: null, load_unit: "" }));
    doesNotMatch(headsOf(without), /Load/);
    const [first] = view.raw;
    if (first === undefined) throw new Error("there is no raw file");
    const files = [{ ...first, file: { ...first.file, path: "raw/a_long_name.txt" } }];
    const html = renderToString(
      <RawFiles files={files} fileAddress={(path) => path} checksums="sums" />,
    );
    ok(html.includes(">a_<wbr>long_<wbr>name.txt<"), html);
  }));

Deno.test("a raw file of several trials says how many they are", () =>
  withView((view) => {
    const [first] = view.raw;
    if (first === undefined) throw new Error("there is no raw file");
    const files = [{ ...first, trials: view.trials }];
    const html = renderToString(
      <RawFiles files={files} fileAddress={(path) => path} checksums="sums" />,
    );
    match(textOf(html), / 4 trials raw\/\S+\/ /);
  }));

Deno.test("a process is written as a shell takes it, its environment first", () =>
  withView((view) => {
    const process = {
      role: "server",
      argv: ["node", "a b.mjs", "--port=1"],
      environment: { PORT: "18300", SAYS: "two words" },
      cores: [],
    } as unknown as TrialProcess;
    const [first] = view.trials as [Trial];
    const table = (trials: Trial[]) =>
      textOf(renderToString(
        <ProcessesTable view={{ ...view, processes: [{ process, trials }] }} />,
      ));
    match(
      table([first]),
      / server PORT=18300 SAYS='two words' node 'a b\.mjs' --port=1 not pinned 1.trial at 1.connection /,
    );
    match(table([{ ...first, case: "stress" }]), / 1.trial of stress at 1.connection /);
    match(table(view.trials), / all trials /);
  }));

Deno.test("a command breaks between its words and is copied as it is", () => {
  const html = renderToString(<CommandWords words={["wrk", "--latency", "-d 2"]} />);
  equal(html.replace(/<[^>]+>/g, ""), "wrk --latency -d 2");
  equal(html.match(/<span>/g)?.length, 3);
});

Deno.test("a long word of a command is in pieces, and copied it is the same", () => {
  const words = ["java", "-Dsun.net.httpserver.nodelay=true"];
  const html = renderToString(<CommandWords words={words} />);
  equal(html.replace(/<[^>]+>/g, ""), words.join(" "));
  match(html, /<span>java<\/span> <span><span ?>-Dsun\.<\/span>/);
});
