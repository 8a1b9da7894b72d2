/** One build: which reports changed, their pages, then the pages that look at all of them. */
import { Failure } from "../../common/failure.ts";
import { type Progress, silentProgress } from "../../common/progress.ts";
import { compareText, listReports, reportFolder } from "../../pipeline/report.ts";
import { type ReportStanding, standingsOfReports } from "../model/standing.ts";
import { openOutput, type Output, type OutputFile } from "../output.ts";
import { reportView, type SiteData } from "../page.ts";
import { codeHash, hashOf } from "./inputs.ts";
import { Jobs, type OutlineResult, type PagesResult } from "./jobs.ts";
import { reportOf, type ReportPages } from "./kept_report.ts";
import type { Outline } from "./outline.ts";
import { type Packed, unpack } from "./packed.ts";
import { NO_RECORDS, openRecords, type Records, type ReportRecord } from "./record.ts";
import { partsOf, type Settings, settingsOf, textOf } from "./settings.ts";
import { Threads } from "./threads.ts";

export interface BuildOptions {
  dataFolder: string;
  out: string;
  /** Folder of the site on its host. */
  base: string;
  /** Whole address of the site with its folder, for what takes no relative ones. */
  address?: string;
  /** Folder for records of earlier builds; without one everything is made anew. */
  cache?: string;
  progress?: Progress;
  /** At most so many threads; by default as many as pay off on this machine. */
  threads?: number;
}

/** What a build did. */
export interface BuildResult {
  files: number;
  reports: number;
  /** Names of the reports whose pages were made, not kept from an earlier build; sorted. */
  made: string[];
  /** A sentence for each report that has no pages. */
  problems: string[];
}

/** What is shared by the steps of a build. */
interface Context {
  options: BuildOptions;
  output: Output;
  records: Records;
  own: Jobs;
  threads: Threads;
  progress: Progress;
  /** Why a report has no pages, by its name. */
  problems: Map<string, string>;
}

/** A report and what is known of its pages. */
interface Subject {
  outline: Outline;
  /** Undefined where its files are too young to be told from the next change. */
  stamp: string | undefined;
  /** What an earlier build made of it, where its files are as they were. */
  record: ReportRecord | undefined;
}

/** The pages of a report, and a hash of what they were made from beside it. */
interface MadeReport {
  subject: Subject;
  settings: string;
  pages: Packed<ReportPages>;
  isNew: boolean;
}

/**
 * Builds the site. The folder changes only when all is made: a Failure, which names every raw file that is not
 * what was recorded, leaves the site of before, and so does a crash.
 */
export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  const problems = new Map<string, string>();
  for (;;) {
    const known = problems.size;
    const result = await buildWithout(problems, options);
    if (result !== undefined) return result;
    // A report that nobody could read may not be named on pages of others: they are made without it.
    if (problems.size === known) throw new Error("a build gave up and said no reason");
  }
}

/** Builds the site without the reports that have a problem; undefined where more of them turned out to. */
async function buildWithout(
  problems: Map<string, string>,
  options: BuildOptions,
): Promise<BuildResult | undefined> {
  const { dataFolder, out, cache, progress = silentProgress } = options;
  using output = await openOutput(out);
  const records = cache === undefined
    ? NO_RECORDS
    : await openRecords(cache, out, await codeHash());
  const own = new Jobs({ dataFolder, out });
  using threads = new Threads({ dataFolder, out }, own, options.threads);
  const context: Context = { options, output, records, own, threads, progress, problems };

  const subjects = await readOutlines(context);
  const settings = settingsOf(subjects.map(({ outline }) => outline), options);
  const made = await makeReportPages(context, subjects, settings);
  if (made === undefined) return undefined;
  // The pages of all reports need their memory.
  threads.end();
  const site = await makeSitePages(context, made, settings);
  for (const { pages } of made) unpack(pages).files.forEach(output.add);
  site.files.forEach(output.add);
  progress.show("site: writing");
  const files = await output.finish();
  for (const each of made) if (each.isNew) await recordReport(records, each);
  if (site.inputs !== undefined) {
    await records.writeSite({ inputs: site.inputs, files: site.files });
  }
  progress.done();
  return {
    files,
    reports: subjects.length,
    made: made.filter(({ isNew }) => isNew).map(({ subject }) => subject.outline.name).sort(),
    problems: [...problems].sort(([a], [b]) => compareText(a, b)).map(([, problem]) => problem),
  };
}

/** Every report that has no problem, newest first: from the records, or read where it changed. */
async function readOutlines(
  { options: { dataFolder }, records, threads, progress, problems }: Context,
): Promise<Subject[]> {
  const names = (await listReports(dataFolder)).filter((name) => !problems.has(name));
  const subjects: Subject[] = [];
  const unread: { name: string; stamp: string | undefined }[] = [];
  const stamps = records === NO_RECORDS ? [] : await threads.stamps(names);
  for (const [index, name] of names.entries()) {
    const stamp = stamps[index]?.stamp;
    const record = stamp === undefined ? undefined : await records.report(name);
    if (record !== undefined && record.stamp === stamp) {
      subjects.push({ outline: record.outline, stamp, record });
    } else {
      unread.push({ name, stamp });
    }
  }
  const results = await threads.outlines(
    unread.map(({ name }) => name),
    counter(progress, "read", unread.length),
  );
  for (const [index, { name, stamp }] of unread.entries()) {
    const result = results[index] as OutlineResult;
    if ("problem" in result) problems.set(name, result.problem);
    else subjects.push({ outline: result.outline, stamp, record: undefined });
  }
  return subjects.sort((a, b) => newestFirst(a.outline, b.outline));
}

/**
 * Pages of one report each: those of an earlier build where nothing changed that they depend on. Undefined where
 * a report could not be read after all; its problem is known then.
 */
async function makeReportPages(
  { output, threads, progress, problems }: Context,
  subjects: readonly Subject[],
  settings: Settings,
): Promise<MadeReport[] | undefined> {
  const partOf = partsOf(settings);
  const made = new Map<Subject, MadeReport>();
  const stale: { subject: Subject; settings: string }[] = [];
  for (const subject of subjects) {
    const { record, outline } = subject;
    const own = await hashOf([textOf(partOf(outline))]);
    if (record !== undefined && stands(record, own, output)) {
      made.set(subject, { subject, settings: own, pages: record.pages, isNew: false });
    } else {
      stale.push({ subject, settings: own });
    }
  }
  const outlines = stale.map(({ subject }) => subject.outline);
  const results = await threads.pages(outlines, settings, counter(progress, "made", stale.length));
  // Told once where all failed alike, as on a full disk.
  const failures = new Set<string>();
  const before = problems.size;
  for (const [index, { subject, settings }] of stale.entries()) {
    const result = results[index] as PagesResult;
    if ("failure" in result) failures.add(result.failure);
    else if ("problem" in result) problems.set(subject.outline.name, result.problem);
    else made.set(subject, { subject, settings, ...result, isNew: true });
  }
  if (failures.size > 0) throw new Failure([...failures].join("\n"));
  if (problems.size > before) return undefined;
  return subjects.map((subject) => made.get(subject) as MadeReport);
}

/** Whether the pages that a record tells of were made with these settings and are there as they were made. */
function stands(record: ReportRecord, settings: string, output: Output): boolean {
  try {
    return record.settings === settings && output.holds(unpack(record.pages).files);
  } catch {
    // A record that was damaged is none.
    return false;
  }
}

/** Pages that look at all reports: made where any report changed, came or went. */
async function makeSitePages(
  { options, output, records, own, progress }: Context,
  made: readonly MadeReport[],
  settings: Settings,
): Promise<{ inputs: string | undefined; files: OutputFile[] }> {
  const settled = made.every(({ subject }) => subject.stamp !== undefined);
  const inputs = !settled ? undefined : await hashOf([
    JSON.stringify([options.base, options.address ?? null]),
    ...made.map(({ subject: { outline, stamp }, settings }) =>
      `${outline.name} ${stamp} ${settings}`
    ),
  ]);
  const record = await records.site();
  if (record !== undefined && record.inputs === inputs && output.holds(record.files)) {
    return { inputs, files: record.files };
  }
  progress.show("site: pages of all reports");
  return { inputs, files: await own.write("site", dataOf(made, settings, options.dataFolder)) };
}

function dataOf(
  made: readonly MadeReport[],
  { base, address, slots, manifests }: Settings,
  dataFolder: string,
): SiteData {
  const standings = standingsOfReports(
    manifests.map((manifest) => ({ name: manifest.name, manifest })),
  );
  return {
    base,
    ...(address === undefined ? {} : { address }),
    slots,
    titles: new Map(manifests.map(({ name, title }) => [name, title])),
    reports: made.map(({ subject: { outline }, pages }) => {
      const { kept } = unpack(pages);
      return reportView(
        reportOf(outline, kept, reportFolder(outline.name, dataFolder)),
        standings.get(outline.name) as ReportStanding,
        kept.digest,
      );
    }),
  };
}

async function recordReport(
  records: Records,
  { subject: { outline, stamp }, settings, pages }: MadeReport,
): Promise<void> {
  if (stamp === undefined) return;
  await records.writeReport({ stamp, outline, settings, pages });
}

function newestFirst(a: Outline, b: Outline): number {
  return compareText(b.manifest.created, a.manifest.created) || compareText(a.name, b.name);
}

function counter(progress: Progress, what: string, all: number): () => void {
  let count = 0;
  return () => progress.show(`site: ${++count} of ${all} reports ${what}`);
}
