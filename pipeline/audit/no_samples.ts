import { type Finding, findingOf, type Rule } from "./rule.ts";
import { loadTrialsOf, type TrialRows } from "./trial_rows.ts";
import { addAll } from "../../common/lists.ts";

/** A trial that gave no answer is a failure with a name, never a row of zeros and never left out. */
export const noSamples: Rule = {
  name: "no-samples",
  severity: "withhold",
  scope: "file",
  saidBy: "formats",
  why:
    "A server that never answered has no rate and no latency; a 0 in their place would be ranked, and a missing row would hide the failure.",
  example:
    "hyper.dev/letloop's scaling CSV writes a failed start as 8,0,0,0,0,FAILED and its report drops the line.",
  check(evidence) {
    const findings: Finding[] = [];
    for (const trial of evidence.trials) {
      if (trial.state !== "failed") continue;
      findings.push({
        ...findingOf(noSamples, [], `trial ${trial.id} failed: ${trial.failure}`),
        place: { ...trial, source: "trials.ndjson" },
      });
    }
    for (const trial of loadTrialsOf(evidence)) addAll(findings, ofTrial(trial));
    return findings;
  },
};

/** What the same file says of a run without answers describes nothing. */
function ofTrial(trial: TrialRows): Finding[] {
  const empty = trial.rows.filter((row) =>
    row.value === 0 && (row.status === "ok" || row.findings.includes(noSamples.name)) &&
    (row.metric === "requests" && row.statistic === "total" ||
      row.metric === "throughput" && row.statistic === "mean") &&
    row.labels.tags === undefined
  );
  const files = new Set(empty.map((row) => fileOf(row.source)));
  return [...files].map((file) => {
    const rows = trial.rows.filter((row) => row.status === "ok" && fileOf(row.source) === file);
    const message = "the load tool counted no request at all: nothing was measured";
    return findingOf(noSamples, rows, message);
  });
}

function fileOf(source: string): string {
  const hash = source.indexOf("#");
  return hash < 0 ? source : source.slice(0, hash);
}
