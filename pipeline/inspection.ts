/**
 * Raw files read, corrected and audited outside this stage: all that the page for raw files needs. Pure; the
 * site joins this module and what it imports into one script for browsers.
 */
export { RULES } from "./audit/mod.ts";
export { describeCounts, SEVERITIES, type Severity } from "./finding.ts";
export { FORMATS } from "./formats/mod.ts";
export { readRuns } from "./formats/read.ts";
export { type InspectedRun, inspectRuns } from "./inspected.ts";
export {
  type Audited,
  benchmarkOf,
  findingsOfRuns,
  writeAudited,
  writeMeasured,
} from "./inspected_tables.ts";
export { type Measurement, metricNamed } from "./measurement.ts";
