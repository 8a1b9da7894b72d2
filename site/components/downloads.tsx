/** The files of a report. */
import { formatCount } from "../format.ts";
import { dataFile, type To } from "../links.ts";
import type { Report } from "../model/report.ts";

const ABOUT: Readonly<Record<string, string>> = {
  "measurements.csv": "one row per measured value, with its source",
  "summary.csv": "one row per cell, metric and statistic",
  "findings.csv": "what the audit said",
  "datapackage.json": "the schema of the tables, with checksums",
  "report.json": "what ran, what failed and what was left out",
  "environment.json": "the host",
  "trials.ndjson": "a line per trial: commands, times, versions, raw files with SHA-256",
  "report.md": "the text",
};

export function Downloads({ report, to }: { report: Report; to: To }) {
  const raw = report.trials.flatMap((trial) => trial.raw);
  const [example] = raw;
  const paths = new Set(raw.map((file) => file.path));
  return (
    <>
      <ul class="plain">
        {report.files.map((file) => (
          <li>
            <a href={to(dataFile(report.name, file))}>{file}</a>: {ABOUT[file]}
          </li>
        ))}
      </ul>
      {example !== undefined && (
        <p>
          {formatCount(paths.size, "raw file")}, {report.manifest.origin === "imported"
            ? "as they were published"
            : "as the tools wrote them"}, stand beside the tables:{" "}
          <a href={to(dataFile(report.name, example.path))}>{example.path}</a>{" "}
          is the first. Every figure in the tables of this report leads to its own.
        </p>
      )}
    </>
  );
}
