/** What a build does for one report, in whatever thread: reading its outline, and making its pages. */
import { Failure, messageOf } from "../../common/failure.ts";
import { asFailure } from "../../common/file_errors.ts";
import { readRawFile, reportFolder } from "../../pipeline/report.ts";
import { loadReport, type Report } from "../model/report.ts";
import { type OutputFile, WaitingFiles } from "../output.ts";
import { type PageModule, reportView, type SiteData } from "../page.ts";
import { stampOf } from "./inputs.ts";
import { keptOf, type ReportPages } from "./kept_report.ts";
import { type Outline, readOutline } from "./outline.ts";
import { pack, type Packed } from "./packed.ts";
import { pageModules, pathOf } from "./page_modules.ts";
import { partsOf, type ReportSettings, type Settings } from "./settings.ts";

/** Where a build reads and writes. */
export interface Folders {
  dataFolder: string;
  out: string;
}

/** {@linkcode stampOf} a report's folder. */
export type StampResult = { stamp: string | undefined };

/** The outline of a report, or a sentence that says why it has no pages. */
export type OutlineResult = { outline: Outline } | { problem: string };

/** A report's pages; or why it has none; or why there can be no site. */
export type PagesResult =
  | { pages: Packed<ReportPages> }
  | { problem: string }
  | { failure: string };

/** One thread's share of a build. */
export class Jobs {
  readonly #folders: Folders;
  readonly #waiting: WaitingFiles;
  #modules: Promise<PageModule[]> | undefined;
  #settings: Settings | undefined;
  #parts: ((outline: Outline) => ReportSettings) | undefined;

  constructor(folders: Folders) {
    this.#folders = folders;
    this.#waiting = new WaitingFiles(folders.out);
  }

  async stamp(name: string): Promise<StampResult> {
    try {
      return { stamp: await stampOf(this.#folderOf(name)) };
    } catch (error) {
      // What cannot be looked at has no record; reading the outline says what is wrong.
      failureOf(error);
      return { stamp: undefined };
    }
  }

  async outline(name: string): Promise<OutlineResult> {
    try {
      return { outline: apart(await readOutline(name, this.#folderOf(name))) };
    } catch (error) {
      return { problem: failureOf(error) };
    }
  }

  async pages(outline: Outline, settings: Settings): Promise<PagesResult> {
    let report: Report;
    try {
      report = await loadReport(outline.name, this.#folderOf(outline.name));
    } catch (error) {
      return { problem: failureOf(error) };
    }
    const { standing, ...data } = this.#partsOf(settings)(outline);
    const view = reportView(report, standing);
    try {
      const files = await this.write("report", { ...data, reports: [view] });
      return { pages: pack<ReportPages>({ files, kept: await keptOf(view) }) };
    } catch (error) {
      const failure = failureOf(error);
      const altered = await alteredRawFiles(report);
      return { failure: (altered.length > 0 ? altered : [failure]).join("\n") };
    }
  }

  /** Makes the pages of all modules of this scope. */
  async write(scope: "report" | "site", data: SiteData): Promise<OutputFile[]> {
    const files: OutputFile[] = [];
    for (const module of await (this.#modules ??= pageModules())) {
      if ((module.scope ?? "site") !== scope) continue;
      for await (const { url, content } of module.default(data)) {
        files.push(this.#waiting.write(pathOf(url), content));
      }
    }
    return files;
  }

  #folderOf(name: string): string {
    return reportFolder(name, this.#folders.dataFolder);
  }

  #partsOf(settings: Settings): (outline: Outline) => ReportSettings {
    if (this.#parts === undefined || this.#settings !== settings) this.#parts = partsOf(settings);
    this.#settings = settings;
    return this.#parts;
  }
}

/** Strings of their own: a name that was cut out of a table keeps the whole text of that table in memory. */
function apart<T>(value: T): T {
  return structuredClone(value);
}

/** The message of what a person can mend; anything else is thrown on. */
function failureOf(error: unknown): string {
  const failure = asFailure(error);
  if (!(failure instanceof Failure)) throw error;
  return messageOf(failure);
}

/** A sentence for each raw file of a report that is not what was recorded. */
async function alteredRawFiles({ folder, manifest, trials }: Report): Promise<string[]> {
  const altered: string[] = [];
  // What lives with the release is not copied to the site; `deno task verify` says where it is.
  const checked = new Set(manifest.elsewhere?.map((file) => file.path));
  for (const raw of trials.flatMap((trial) => trial.raw)) {
    if (checked.has(raw.path)) continue;
    checked.add(raw.path);
    try {
      await readRawFile(folder, raw);
    } catch (error) {
      altered.push(failureOf(error));
    }
  }
  return altered;
}
