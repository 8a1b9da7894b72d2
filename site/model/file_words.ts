/** What each file of a report holds, in a few words. */

const WORDS: Readonly<Record<string, string>> = {
  "measurements.csv": "one row per measured value, with its source",
  "summary.csv": "one row per cell, metric and statistic",
  "comparisons.csv": "each pair of implementations, with the interval of their ratio",
  "states.csv": "load points that pass or fail an objective",
  "findings.csv": "what the audit said",
  "claims.csv": "claims of the text and their verdicts",
  "datapackage.json": "the schema of the tables, with checksums",
  "report.json": "what ran, what failed and what was left out",
  "environment.json": "the host",
  "trials.ndjson": "a line per trial: commands, times, versions, raw files with SHA-256",
  "report.md": "the text, its numbers as expressions over the tables",
  "claims.json": "the claims of the text, as expressions over the tables",
  "histograms.hlog": "latency histograms of the trials, as HdrHistogram logs",
};

/** What a file holds; empty for a name that no report has. */
export function wordsFor(file: string): string {
  return WORDS[file] ?? "";
}
