/** Which check belongs to which tool of the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { check as autocannon } from "./autocannon.ts";
import { check as gbenchCsv } from "./gbench_csv.ts";
import { check as gbenchJson } from "./gbench_json.ts";
import { check as gbenchText } from "./gbench_text.ts";
import { check as hgrm } from "./hgrm.ts";
import { check as hlog } from "./hlog.ts";
import { check as k6Csv } from "./k6_csv.ts";
import { check as k6Ndjson } from "./k6_ndjson.ts";
import { check as k6Summary } from "./k6_summary.ts";
import { check as k6Text } from "./k6_text.ts";
import { check as other } from "./other.ts";
import { check as pidstat } from "./pidstat.ts";
import { check as wrk } from "./wrk.ts";
import { check as wrk2 } from "./wrk2.ts";

/** Lists what differs between a file's expected facts and the runs read from it. */
export type Check = (expected: Record<string, unknown>, runs: Run[]) => string[];

/** By the column `tool` of INDEX.csv. */
export const CHECKS: Readonly<Record<string, Check>> = {
  autocannon,
  "gbench-csv": gbenchCsv,
  "gbench-json": gbenchJson,
  "gbench-text": gbenchText,
  hgrm,
  hlog,
  "k6-csv": k6Csv,
  "k6-ndjson": k6Ndjson,
  "k6-summary": k6Summary,
  "k6-text": k6Text,
  other,
  pidstat,
  wrk,
  wrk2,
};
