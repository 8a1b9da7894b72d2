/** datapackage.json: the report's tables as a Frictionless Data Package. */
import { TABLE_NAMES, TABLES } from "./mod.ts";

/** What the package must know of its report. */
export interface PackageInput {
  name: string;
  title: string;
  created: string;
  citation: string;
  /** Content of each table file, by file name. */
  files: { path: string; bytes: number; sha256: string }[];
}

/** The descriptor as text; the same input gives the same bytes. */
export function writeDataPackage(input: PackageInput): string {
  const descriptor = {
    profile: "tabular-data-package",
    name: input.name,
    title: input.title,
    ...(input.created === "" ? {} : { created: input.created }),
    ...(input.citation === "" ? {} : { sources: [{ title: input.citation }] }),
    resources: TABLE_NAMES.map((name) => {
      const table = TABLES[name];
      const file = input.files.find((candidate) => candidate.path === `${name}.csv`);
      if (file === undefined) throw new RangeError(`no file ${name}.csv was given`);
      return {
        profile: "tabular-data-resource",
        name,
        title: table.title,
        path: file.path,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        bytes: file.bytes,
        hash: `sha256:${file.sha256}`,
        dialect: { delimiter: ",", lineTerminator: "\n", quoteChar: '"', doubleQuote: true },
        schema: {
          fields: table.columns.map((column) => ({
            name: column.name,
            type: column.type,
            ...(table.required.includes(column.name) ? { constraints: { required: true } } : {}),
          })),
          missingValues: [""],
        },
      };
    }),
  };
  return JSON.stringify(descriptor, null, 2) + "\n";
}
