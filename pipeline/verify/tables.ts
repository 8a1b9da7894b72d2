/** The tables of a report against datapackage.json, and the addresses that they hold. */
import { z } from "zod";
import { Failure, messageOf } from "../../common/failure.ts";
import { checkRelativePath, readFileIfThere, readTextIfThere, sha256 } from "../../common/files.ts";
import { readCsv, unguard } from "../tables/csv.ts";
import { type Problem, problemOf } from "./problem.ts";
import { splitSource } from "./sources.ts";
import { collectValues, type StatedValues } from "./values.ts";

/** What a descriptor must say of each table for it to be verified; the rest is for others. */
const descriptorSchema = z.object({
  resources: z.array(z.object({
    path: z.string(),
    bytes: z.int().nonnegative(),
    hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
    /** Only tables have one; the histograms do not. */
    schema: z.object({ fields: z.array(z.object({ name: z.string() })) }).optional(),
  })),
});
type Resource = z.infer<typeof descriptorSchema>["resources"][number];

/**
 * Places that tables point at, by file (undefined is the file as a whole); of each the first row of a table
 * that does, for messages.
 */
export type Places = Map<string, Map<string | undefined, string>>;

export interface CheckedTables {
  tables: number;
  places: Places;
  /** The original values of measurements.csv, by raw file. */
  values: StatedValues;
  /** Tables whose bytes are those that were recorded, by file name. */
  texts: Map<string, string>;
  problems: Problem[];
}

/** Verifies every file that datapackage.json lists; `expected` are the tables that there must be. */
export async function checkTables(
  folder: string,
  remedy: string,
  expected: readonly string[],
): Promise<CheckedTables> {
  const places: Places = new Map();
  const values: StatedValues = new Map();
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  const descriptor = `${folder}/datapackage.json`;
  const resources = await readResources(descriptor, remedy, problems);
  if (resources === undefined) return { tables: 0, places, values, texts, problems };
  const listed = new Set(resources.map(({ path }) => path));
  for (const table of [...expected, ...await csvFiles(folder)]) {
    if (listed.has(table)) continue;
    listed.add(table);
    problems.push({ file: descriptor, expected: `the table ${table}`, found: "none", remedy });
  }
  for (const resource of resources) {
    const file = `${folder}/${resource.path}`;
    try {
      checkRelativePath(resource.path, descriptor);
      const text = await checkTable(file, resource, remedy, problems);
      if (text === undefined) continue;
      collectPlaces(text, file, resource, places);
      if (resource.path === "measurements.csv") collectValues(text, file, values);
      texts.set(resource.path, text);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(problemOf(error, file, "a table"));
    }
  }
  const tables = resources.filter(({ schema }) => schema !== undefined).length;
  return { tables, places, values, texts, problems };
}

async function readResources(
  file: string,
  remedy: string,
  problems: Problem[],
): Promise<Resource[] | undefined> {
  const expected = "a descriptor of the tables";
  try {
    const text = await readTextIfThere(file);
    if (text === undefined) {
      problems.push({ file, expected, found: "no such file", remedy });
      return undefined;
    }
    const { data, error } = descriptorSchema.safeParse(JSON.parse(text));
    if (data !== undefined) return data.resources;
    const issue = error.issues[0];
    problems.push({ file, expected, found: `${issue?.path.join(".")}: ${issue?.message}`, remedy });
  } catch (error) {
    if (error instanceof Failure) problems.push(problemOf(error, file, expected));
    else if (error instanceof SyntaxError) {
      problems.push({ file, expected, found: messageOf(error), remedy });
    } else throw error;
  }
  return undefined;
}

async function csvFiles(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (name.endsWith(".csv")) names.push(name);
  return names.sort();
}

/** The table's text where its bytes are those that were recorded. */
async function checkTable(
  file: string,
  { bytes: size, hash }: Resource,
  remedy: string,
  problems: Problem[],
): Promise<string | undefined> {
  const bytes = await readFileIfThere(file);
  if (bytes === undefined) {
    problems.push({ file, expected: "a table", found: "no such file", remedy });
    return undefined;
  }
  const found = `sha256:${await sha256(bytes)}`;
  if (bytes.length === size && found === hash) return new TextDecoder().decode(bytes);
  problems.push(
    bytes.length === size
      ? { file, expected: hash, found, remedy }
      : { file, expected: `${size} bytes`, found: `${bytes.length} bytes`, remedy },
  );
  return undefined;
}

function collectPlaces(text: string, file: string, { schema }: Resource, places: Places): void {
  if (schema === undefined) return;
  const header = schema.fields.map((field) => field.name);
  const column = header.indexOf("source");
  for (const { fields, line } of readCsv(text, header, file)) {
    const source = unguard(fields[column] ?? "");
    if (source === "") continue;
    const { file: target, place } = splitSource(source);
    const known = places.get(target) ?? new Map<string | undefined, string>();
    places.set(target, known);
    if (!known.has(place)) known.set(place, `${file}:${line}`);
  }
}
