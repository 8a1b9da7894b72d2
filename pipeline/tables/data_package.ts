/** datapackage.json: the report's tables as a Frictionless Data Package. */
import { FINDING_COLUMNS } from "./findings.ts";
import { MEASUREMENT_COLUMNS } from "./measurements.ts";
import { SUMMARY_COLUMNS } from "./summary.ts";

const TABLES = [
  {
    name: "measurements",
    title: "One row per measured value",
    columns: MEASUREMENT_COLUMNS,
    required: ["scenario", "implementation", "trial", "metric", "statistic", "value", "status"],
  },
  {
    name: "summary",
    title: "One row per cell, metric and statistic",
    columns: SUMMARY_COLUMNS,
    required: ["scenario", "implementation", "metric", "statistic", "n", "median", "status"],
  },
  {
    name: "findings",
    title: "One row per finding of the audit",
    columns: FINDING_COLUMNS,
    required: ["rule", "severity", "message"],
  },
];

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
    resources: TABLES.map((table) => {
      const file = input.files.find((candidate) => candidate.path === `${table.name}.csv`);
      if (file === undefined) throw new RangeError(`no file ${table.name}.csv was given`);
      return {
        profile: "tabular-data-resource",
        name: table.name,
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
