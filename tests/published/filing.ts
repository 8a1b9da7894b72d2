/** How a published benchmark is filed: which raw files, as which trials, and what is known of it. */
import {
  type Environment,
  type ImplementationEntry,
  type Manifest,
  readManifest,
  reportFolder,
  type ScenarioEntry,
  writeEnvironment,
  writeManifest,
} from "../../pipeline/report.ts";
import type { Erratum } from "../../pipeline/manifest.ts";
import { importFiles, type ImportOptions } from "../../runners/import.ts";

/** An implementation in the authors' words. */
export interface PublishedImplementation
  extends Pick<ImplementationEntry, "name" | "title" | "language" | "runtime" | "framework"> {
  /** `name version`, as far as the authors state it. */
  versions?: string[];
}

/** One call of `deno task import`. */
export interface PublishedImport {
  /** Paths within the report's folder. */
  files: string[];
  options: Omit<ImportOptions, "report" | "scenario">;
}

export interface Filing {
  report: string;
  title: string;
  /** Date of the publication or of its first run, where the text gives one. */
  created: string;
  citation: string;
  scenario: ScenarioEntry;
  implementations: PublishedImplementation[];
  /** What the authors say of the host; nothing where they do not. */
  environment: Environment;
  imports: PublishedImport[];
  /** What it replaces or takes back of reports that were filed before. */
  errata?: Erratum[];
}

/** An environment of which the authors say nothing. */
export function unknownHost(isolation: string[]): Environment {
  return { known: false, title: "unknown host", fingerprint: {}, notes: {}, isolation };
}

/**
 * Files a published benchmark into `target` from the raw files that lie in its folder under `source`. The
 * same raw files give the same bytes: nothing of the time or the machine goes in.
 */
export async function filePublished(filing: Filing, source: string, target: string): Promise<void> {
  const { report, scenario } = filing;
  const from = reportFolder(report, source);
  for (const { files, options } of filing.imports) {
    const paths = files.map((file) => `${from}/${file}`);
    await importFiles(paths, { ...options, report, scenario: scenario.name }, target);
  }
  const folder = reportFolder(report, target);
  const manifest = describePublished(filing, await readManifest(folder));
  await writeEnvironment(folder, filing.environment);
  await writeManifest(folder, manifest);
}

function describePublished(filing: Filing, imported: Manifest): Manifest {
  const named = new Set(filing.implementations.map((each) => each.name));
  const nameless = imported.implementations.find((each) => !named.has(each.name));
  if (nameless !== undefined || named.size !== imported.implementations.length) {
    throw new Error(`${filing.report}: the implementations described are not the ones filed`);
  }
  return {
    ...imported,
    title: filing.title,
    created: filing.created,
    state: "published",
    citation: filing.citation,
    reproduce: `deno task normalize ${filing.report}`,
    scenarios: [filing.scenario],
    implementations: filing.implementations.map((described) => ({
      ...described,
      scenario: filing.scenario.name,
      state: "measured",
      reason: "",
      remedy: "",
      versions: (described.versions ?? []).map((text) => {
        const at = text.lastIndexOf(" ");
        return { name: text.slice(0, at), version: text.slice(at + 1) };
      }),
      source: "",
    })),
    ...(filing.errata === undefined ? {} : { errata: filing.errata }),
  };
}
