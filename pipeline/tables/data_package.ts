/** datapackage.json: the report's tables as a Frictionless Data Package. */
import { TABLE_NAMES, TABLES } from "./mod.ts";

interface PackageFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** What the package must know of its report. */
export interface PackageInput {
  name: string;
  title: string;
  created: string;
  citation: string;
  /** Every table as `<name>.csv`, and whatever else was written. */
  files: PackageFile[];
}

/** The descriptor as text; the same input gives the same bytes. */
export function writeDataPackage(input: PackageInput): string {
  const others = input.files.filter(({ path }) => !path.endsWith(".csv"));
  const descriptor = {
    // A package is a tabular one only where everything in it is a table; programs refuse it else.
    profile: others.length === 0 ? "tabular-data-package" : "data-package",
    name: input.name,
    title: input.title,
    // A day alone is refused too, and the time of day is not known.
    ...(input.created.includes("T") ? { created: input.created } : {}),
    ...(input.citation === "" ? {} : { sources: [{ title: input.citation }] }),
    resources: [
      ...TABLE_NAMES.map((name) => {
        const file = input.files.find((candidate) => candidate.path === `${name}.csv`);
        if (file === undefined) throw new RangeError(`no file ${name}.csv was given`);
        return tableResource(name, file);
      }),
      ...others.map((file) => ({
        profile: "data-resource",
        name: file.path.replace(/\.[^.]*$/, ""),
        path: file.path,
        mediatype: "text/plain",
        encoding: "utf-8",
        bytes: file.bytes,
        hash: `sha256:${file.sha256}`,
      })),
    ],
  };
  return JSON.stringify(descriptor, null, 2) + "\n";
}

function tableResource(name: typeof TABLE_NAMES[number], file: PackageFile) {
  const { title, columns, required } = TABLES[name];
  return {
    profile: "tabular-data-resource",
    name,
    title,
    path: file.path,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    dialect: { delimiter: ",", lineTerminator: "\n", quoteChar: '"', doubleQuote: true },
    schema: {
      fields: columns.map((column) => ({
        name: column.name,
        type: column.type,
        ...(required.includes(column.name) ? { constraints: { required: true } } : {}),
      })),
      missingValues: [""],
    },
  };
}
