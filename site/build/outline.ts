/** What a build reads of every report first: what it says of others, and who leads in it. */
import {
  type Manifest,
  readManifest,
  TABLE_NAMES,
  TABLES,
  type Tables,
} from "../../pipeline/report.ts";
import { checkNormalized } from "../model/report.ts";
import { scenarioViews } from "../model/scenario.ts";
import { leadersOf } from "../page.ts";

/** Plain data: it goes from thread to thread, and is kept between builds. */
export interface Outline {
  name: string;
  manifest: Manifest;
  /** Names by group and rank, for the colours. */
  leaders: string[][];
  /** Every implementation that has a name in it, sorted. */
  implementations: string[];
}

/** Reads the outline of a report. Throws a Failure where it is not normalized, or not as it must be. */
export async function readOutline(name: string, folder: string): Promise<Outline> {
  await checkNormalized(name, folder);
  const manifest = await readManifest(folder, name);
  const tables = tablesIn(folder);
  const names = [
    ...manifest.implementations.map((each) => each.name),
    ...tables.summary.map(({ implementation }) => implementation),
  ];
  return {
    name,
    manifest,
    leaders: leadersOf(scenarioViews({ manifest, tables })),
    implementations: [...new Set(names)].sort(),
  };
}

/** The tables of a report, each read when somebody first looks at it. */
export function tablesIn(folder: string): Tables {
  const tables = {};
  for (const table of TABLE_NAMES) {
    const file = `${folder}/${table}.csv`;
    let rows: unknown[] | undefined;
    Object.defineProperty(tables, table, {
      enumerable: true,
      get: () => rows ??= TABLES[table].read(Deno.readTextFileSync(file), file),
    });
  }
  return tables as Tables;
}
