/** JSON files that people write: read with a schema, refused by file and field. */
import type { z } from "zod";
import { Failure } from "../common/failure.ts";
import { readTextIfThere } from "../common/files.ts";

/** Reads a JSON file; undefined where there is none. A Failure names the file and the field. */
export async function readJsonIfThere<T>(
  file: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const text = await readTextIfThere(file);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Failure(`${file}: not JSON (${(error as Error).message}); mend it there`);
  }
  const { data, error } = schema.safeParse(json);
  if (data !== undefined) return data;
  const issue = error?.issues[0];
  const place = issue?.path.join(".") || "the document";
  throw new Failure(`${file}: ${place}: ${issue?.message}; mend it there`);
}

/** The same of a file that must be there; `remedy` says how it comes to be. */
export async function readJson<T>(
  file: string,
  schema: z.ZodType<T>,
  remedy: string,
): Promise<T> {
  const value = await readJsonIfThere(file, schema);
  if (value === undefined) throw new Failure(`${file} is not there; ${remedy}`);
  return value;
}
