/** Claims as code: expressions over the tables of a report, and verdicts on what its text says. */
export { type Claim, CLAIMS_FILE, claimSchema, readClaimsFile } from "./claims_file.ts";
export { type ClaimSource, claimSources, resultsOf } from "./claim_sources.ts";
export type { ClaimContext, EvaluateOptions } from "./context.ts";
export { evaluate } from "./evaluate.ts";
export { FUNCTIONS } from "./functions/mod.ts";
export { decidedVerdicts, judgeClaims, unexpectedVerdicts } from "./judge_claim.ts";
export {
  NO_BOUNDS,
  type PrintedBounds,
  printedBoundsOf,
  readPrintedBounds,
} from "./printed_bounds.ts";
export { type PrintedNotes, readPrintedNotes } from "./printed_notes.ts";
export type { Certainty, Quantity } from "./quantity.ts";
