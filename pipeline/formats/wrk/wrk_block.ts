/** One run as wrk or wrk2 printed it: texts and their lines, nothing converted. */

/** Text as printed, and the 1-based line it stands on. */
export interface Printed {
  text: string;
  line: number;
}

/** A row of the table "Thread Stats": the third column is the maximum, in one fork the 99th percentile. */
export interface StatsRow {
  mean: string;
  stdev: string;
  third: string;
  within: string;
  line: number;
}

/** A section "Latency Distribution" with what wrk2 prints under it. */
export interface Distribution {
  line: number;
  rows: { percent: string; value: string; line: number }[];
  /** The first row behind a line that is none: whether it is of the same list is not certain. */
  strayLine?: number;
  /** wrk2's "Detailed Percentile spectrum": milliseconds, share, cumulative count. */
  spectrum: { value: string; share: string; total: number; line: number }[];
  spectrumLine?: number;
  /** wrk2's `#[Mean = ..., StdDeviation = ...]`, in milliseconds. */
  mean?: Printed;
  stdev?: Printed;
  /** wrk2's `#[Max = ..., Total count = ...]`. */
  max?: Printed;
  totalCount?: number;
}

/** One run as printed; what is absent was not there, or not certain. */
export interface WrkBlock {
  firstLine: number;
  lastLine: number;
  /** As in `Running 2m test`: rounded to whole minutes from 51 s on. */
  statedDuration?: string;
  urls: string[];
  /** The url that a table of DeathStarBench's fork is about. */
  resultsOf?: string;
  /** Whether the block sums up several urls. */
  isOverall?: boolean;
  threads?: Printed;
  connections?: Printed;
  /** Whether wrk2 printed it. */
  isWrk2: boolean;
  /**
   * Whether Hyperfoil printed it: nothing is added to its latencies, its `wrk` has a closed loop and its `wrk2` an
   * open one that looks alike, and its errors come last and are of two kinds.
   */
  isHyperfoil?: boolean;
  /** DeathStarBench's fork of wrk2 prints the 99th percentile where others print the maximum. */
  third: "max" | "p99";
  /** Line of the heading of the table "Thread Stats". */
  statsLine?: number;
  latency?: StatsRow;
  distribution?: Distribution;
  /** Line of wrk2's second section, of latencies that leave out the waiting for a late start. */
  uncorrectedLine?: number;
  requests?: Printed;
  runtime?: string;
  bytes?: string;
  socketErrors?: {
    connect: string;
    read?: string;
    write?: string;
    timeout: string;
    line: number;
  };
  statusErrors?: Printed;
  throughput?: Printed;
  transfer?: Printed;
  /** The line on which two outputs stand side by side: nothing of such a block is read. */
  sideBySideLine?: number;
}
