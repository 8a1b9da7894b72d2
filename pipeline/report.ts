/**
 * The whole face of pipeline/ towards runners/ and site/: they import this module and nothing behind it.
 *
 *     data/<report>/report.json trials.ndjson environment.json raw/ claims.json report.md
 *                   measurements.csv summary.csv comparisons.csv states.csv findings.csv claims.csv
 *                   datapackage.json histograms.hlog
 */

// A report folder and its files.
export {
  appendTrial,
  DATA_FOLDER,
  HISTOGRAM_LOG,
  listReports,
  LOCAL_REPORT,
  readEnvironment,
  readManifest,
  readTables,
  readTrials,
  reportFolder,
  TABLE_FILES,
  writeEnvironment,
  writeManifest,
  writeTrials,
} from "./report_folder.ts";
export type {
  ElsewhereFile,
  Environment,
  Erratum,
  FailureEntry,
  ImplementationEntry,
  Manifest,
  ScenarioEntry,
} from "./manifest.ts";
export { erratumSchema } from "./manifest.ts";
export { placesOfWords, wordsProblem } from "./errata_words.ts";
export { isDate } from "./texts.ts";
export { nameSchema } from "./trial.ts";
export { removeBenchLeftovers } from "./leftovers.ts";
export type { RawFile, Trial, TrialProcess, Version } from "./trial.ts";
export { readRawFile, recognizeRawFile } from "./raw_file.ts";
export { type CitedCell, readCitedCells } from "./cited_cells.ts";
export { readProcessSeries } from "./process_series.ts";
export { type QuantileCurve, readQuantileCurves } from "./quantile_curves.ts";
export {
  readClaimDefinitions,
  readClaimSources,
  readNotesAsPrinted,
  readReportText,
  TEXT_FILE,
} from "./report_text.ts";
export type { ClaimSource } from "./claims/mod.ts";

// Its tables, and the names in them.
export { TABLE_NAMES, TABLES } from "./tables/mod.ts";
export type { Tables } from "./tables/mod.ts";
export type { ClaimRow, ClaimVerdict } from "./tables/claims.ts";
export type { ComparisonRow, ComparisonVerdict } from "./tables/comparisons.ts";
export type { FindingRow } from "./tables/findings.ts";
export { describeCounts } from "./finding.ts";
export type { StateRow } from "./tables/states.ts";
export type { Summary, SummaryStatus } from "./tables/summary.ts";
export type { Cell, Row } from "./row.ts";
export { cellKey, compareCells, compareStatistics, compareText } from "./row.ts";
export { metricNamed, METRICS, percentOf, SAMPLED_ROLES } from "./measurement.ts";
export type { SampledRole } from "./measurement.ts";

// What was found, and what reports say of each other.
export { ruleFiles, RULES } from "./audit/mod.ts";
export { CORRECTIONS, REQUESTED_CORRECTIONS } from "./corrections/mod.ts";
export { noiseFloorOf } from "./statistics/noise_floor.ts";
export { peakPairs } from "./peak_pairs.ts";
export { rankIntervals } from "./statistics/ranks.ts";
export { standingOfPoints } from "./verdicts/gate_standing.ts";
export { capacitiesOf, type CapacityOf, withStates } from "./verdicts/point_states.ts";
export {
  checkCorrections,
  correctedBy,
  type Correction,
  isWhole,
  matches,
  type PartialCorrection,
  placeOf,
  type Result,
  resultKey,
  type Standing,
  standingOf,
  type WordsCorrection,
} from "./standing.ts";
export { readResults } from "./verify/errata.ts";
export { differingKeys, fingerprintOf, hashOf, nameOfKey } from "./fingerprint.ts";
export { compareReports } from "./compare/compare_reports.ts";
export { trendsCsv } from "./trends/print.ts";
export { type TrendDigest, trendDigest } from "./trends/digest.ts";
export { hasValues, trendsOf } from "./trends/trends_of.ts";
export type { TrendLine, Trends, TrendTable } from "./trends/trends_of.ts";
export type { Trend, TrendChange, TrendPoint } from "./trends/series.ts";
