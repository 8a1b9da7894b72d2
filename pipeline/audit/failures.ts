/** How many requests of a trial failed, by the counts that its tool gives. */
import { type TrialRows, valueOf } from "./trial_rows.ts";
import { formatCount, formatInteger, formatList, formatShare } from "./words.ts";

const KINDS: readonly [metric: string, one: string, more: string][] = [
  ["errors_status", "with an error status", "with an error status"],
  ["errors_check", "failed check", "failed checks"],
  ["errors_connect", "connect error", "connect errors"],
  ["errors_read", "read error", "read errors"],
  ["errors_write", "write error", "write errors"],
  ["errors_timeout", "timeout", "timeouts"],
];

export interface Failures {
  requests: number | undefined;
  /** More than 0, of each kind that the tool tells. */
  kinds: { metric: string; count: number; what: string }[];
  /** Share of answers that failed, as far as counts or the tool's own ratio tell. */
  share: number | undefined;
  /** Share of checks that passed. */
  checkRatio: number | undefined;
}

export function failuresOf(trial: TrialRows): Failures {
  const requests = valueOf(trial, "requests", "total");
  const kinds = KINDS.flatMap(([metric, one, more]) => {
    const count = valueOf(trial, metric, "total") ?? 0;
    return count > 0 ? [{ metric, count, what: count === 1 ? one : more }] : [];
  });
  // autocannon counts errors of connections and timeouts in one number; others tell no kind at all.
  const errors = valueOf(trial, "errors", "total") ?? 0;
  const timeouts = valueOf(trial, "errors_timeout", "total");
  const count = errors - (timeouts ?? 0);
  if (count > 0) {
    const noun = count === 1 ? "error" : "errors";
    const what = timeouts === undefined ? noun : `${noun} of connections`;
    kinds.push({ metric: "errors", count, what });
  }
  const status = valueOf(trial, "errors_status", "total");
  const ratio = valueOf(trial, "error_ratio", "mean");
  return {
    requests,
    kinds,
    share: ratio ??
      (requests !== undefined && requests > 0 && status !== undefined
        ? status / requests
        : undefined),
    checkRatio: valueOf(trial, "check_ratio", "mean"),
  };
}

/**
 * `2,000 with an error status and 345 timeouts of 100,000 requests (2 %)`; where no check passed and answers did, that
 * comes first: `every check failed; 0 % of the answers had an error status (500 failed checks of 500 requests)`.
 */
export function describeFailures({ requests, kinds, share, checkRatio }: Failures): string {
  const counts = formatList(kinds.map(({ count, what }) => `${formatInteger(count)} ${what}`));
  if (checkRatio === 0 && share !== undefined && share < 1) {
    const of = requests === undefined ? "" : ` of ${formatCount(requests, "request")}`;
    return `every check failed; ${formatShare(share)} of the answers had an error status${
      counts === "" ? "" : ` (${counts}${of})`
    }`;
  }
  const parts = [
    counts === "" && share !== undefined ? `${formatShare(share)} of the answers failed` : counts,
  ];
  if (requests !== undefined) parts.push(`of ${formatCount(requests, "request")}`);
  if (counts !== "" && share !== undefined && share > 0) {
    parts.push(`(${formatShare(share)} of the answers)`);
  }
  if (checkRatio !== undefined && checkRatio < 1) {
    parts.push(`, ${formatShare(1 - checkRatio)} of the checks failed`);
  }
  return parts.filter((part) => part !== "").join(" ").replace(" ,", ",");
}

/**
 * Whether not one answer was good. Checks may ask for more than an answer (its time, its words), so they decide only
 * where nothing tells the share of answers that failed.
 */
export function hasAllFailed({ requests, share, checkRatio }: Failures): boolean {
  return requests !== 0 && (share === undefined ? checkRatio === 0 : share >= 1);
}
