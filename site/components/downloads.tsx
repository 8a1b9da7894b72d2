/** The files of a report. */
import { formatCount } from "../format.ts";
import { dataFile, dataPage, type To } from "../links.ts";
import { archiveFile, checksumsFile } from "../model/addresses.ts";
import { filesNote } from "../model/corrections.ts";
import { wordsFor } from "../model/file_words.ts";
import { Breakable } from "./breakable.tsx";
import type { Report } from "../model/report.ts";
import type { ReportStanding } from "../model/standing.ts";

export function Downloads(
  { report, standing, to }: {
    report: Report;
    standing: Pick<ReportStanding, "by" | "parts">;
    to: To;
  },
) {
  const raw = report.trials.flatMap((trial) => trial.raw);
  const [example] = raw;
  const paths = new Set(raw.map((file) => file.path));
  return (
    <>
      <p>
        <a href={to(archiveFile(report.name))}>{report.name}.zip</a> holds all of it, with{" "}
        <a href={to(checksumsFile(report.name))}>SHA256SUMS</a>.{" "}
        <a href={to(dataPage(report.name))}>Sizes, columns and how to load them</a>.{" "}
        {filesNote(standing)}
      </p>
      <ul class="plain">
        {report.files.map((file) => (
          <li>
            <a href={to(dataFile(report.name, file))}>{file}</a>: {wordsFor(file)}
          </li>
        ))}
      </ul>
      {example !== undefined && (
        <p>
          {formatCount(paths.size, "raw file")}, {report.manifest.origin === "imported"
            ? `as ${paths.size === 1 ? "it was" : "they were"} published`
            : `as the tools wrote ${paths.size === 1 ? "it" : "them"}`},{" "}
          {paths.size === 1 ? "stands" : "stand"} beside the tables:{" "}
          <a href={to(dataFile(report.name, example.path))}>
            <Breakable as="file" text={example.path} />
          </a>
          {paths.size > 1 && " is the first"}. Every figure in the tables of this report leads to
          {paths.size === 1 ? " its line" : " its own"}.
        </p>
      )}
    </>
  );
}
