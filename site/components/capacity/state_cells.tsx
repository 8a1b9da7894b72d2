/** What the runs of a load point said, in table cells. */
import { gateText } from "../../charts/capacity/view.ts";
import type { StateRow } from "../../../pipeline/report.ts";

/** Signs before the words of a state, so that colour is not needed to tell them apart. */
const SIGNS: Readonly<Record<StateRow["state"], string>> = {
  "confirmed": "✓✓",
  "passed": "✓",
  "borderline": "±",
  "first solid fail": "✗✗",
  "failed": "✗",
  "withheld": "?",
  "superseded": "–",
  "retracted": "–",
};

/** The state of a load point; a dash for a cell that is none. */
export function StateCell({ of }: { of: StateRow | undefined }) {
  if (of === undefined) return <td class="absent">–</td>;
  return (
    <td>
      <span aria-hidden="true">{SIGNS[of.state]}</span>
      {"\u00a0"}
      {of.state}
    </td>
  );
}

/** The gates that its runs failed, and what may have decided. */
export function GatesCell({ of }: { of: StateRow | undefined }) {
  return (
    <td class="remark">
      {of?.limited_by.map(gateText).join("; ") || "–"}
      {of !== undefined && of.note !== "" && <small>{of.note}</small>}
    </td>
  );
}
