/** What k6's summary must say before it counts as a measurement. */

interface Summary {
  metrics?: Record<string, { count?: number; value?: number; passes?: number } | undefined>;
}

/** Why a summary of k6 means that nothing was measured; undefined where something was. */
export function faultOfSummary(text: string | undefined): string | undefined {
  if (text === undefined) return "k6 wrote no summary; k6.log holds what it printed";
  let summary: Summary;
  try {
    summary = JSON.parse(text);
  } catch {
    return "k6's summary is no JSON; k6.log holds what it printed";
  }
  const { http_reqs, http_req_failed, checks } = summary.metrics ?? {};
  if ((http_reqs?.count ?? 0) === 0) return "k6 got no answer at all";
  // A share of failures, for all that --summary-export calls it a value.
  if (http_req_failed?.value === 1) return "every answer that k6 got was an error";
  if (checks !== undefined && (checks.passes ?? 0) === 0) {
    return "every check of k6's script failed";
  }
  return undefined;
}
