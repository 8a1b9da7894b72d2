/** Which check belongs to which tool of the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { check as autocannon } from "./autocannon.ts";
import { check as other } from "./other.ts";
import { check as wrk } from "./wrk.ts";
import { check as wrk2 } from "./wrk2.ts";

/** Lists what differs between a file's expected facts and the runs read from it. */
export type Check = (expected: Record<string, unknown>, runs: Run[]) => string[];

/** By the column `tool` of INDEX.csv. */
export const CHECKS: Readonly<Record<string, Check>> = {
  autocannon,
  other,
  wrk,
  wrk2,
};
