/** Marks a result that a later report replaced or took back. */
import type { Correction } from "../../pipeline/report.ts";
import { reportPage, type To } from "../links.ts";

export function CorrectionMark(
  { correction, to }: { correction: Correction | undefined; to: To },
) {
  if (correction === undefined) return null;
  const { state, report, reason } = correction;
  return (
    <small class={`mark-${state}`}>
      <a href={to(reportPage(report))} title={reason === "" ? undefined : reason}>
        {state} by a later report
      </a>
    </small>
  );
}
