/** What the report's text claims, and what its tables say of it. */
import type { ClaimRow, ClaimVerdict } from "../../pipeline/report.ts";
import { formatCount, formatList } from "../format.ts";
import { claimId } from "../links.ts";
import type { ClaimNotes } from "../model/report.ts";
import { claimFigures } from "./claim_figures.ts";
import { ClaimNote } from "./claim_note.tsx";
import { ScrollTable } from "./scroll_table.tsx";

const SIGNS: Readonly<Record<ClaimVerdict, string>> = {
  "holds": "✓",
  "refuted": "✗",
  "not established": "?",
};

interface ClaimsProps {
  claims: readonly ClaimRow[];
  notes?: ClaimNotes | undefined;
}

export function ClaimsTable({ claims, notes }: ClaimsProps) {
  return (
    <>
      <p>
        {countSentence(claims)}
        <Named title="Refuted" claims={claims.filter(({ verdict }) => verdict === "refuted")} />
        <Named
          title="Not established"
          claims={claims.filter(({ verdict }) => verdict === "not established")}
        />
      </p>
      <ScrollTable id="claim-list" caption="Each claim of the text, judged by the tables" sortable>
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Verdict</th>
            <th scope="col" class="number">
              value<span class="unit">bounds</span>
            </th>
            <th scope="col">Against</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {claims.map((claim) => (
            <Claim
              key={claim.id}
              claim={claim}
              notes={notes}
            />
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

/** Claims that a reader must not have to look for. */
function Named({ title, claims }: { title: string; claims: readonly ClaimRow[] }) {
  if (claims.length === 0) return null;
  return (
    <>
      {` ${title}: `}
      {claims.map(({ id }, index) => (
        <>
          {index > 0 && ", "}
          <a href={`#${claimId(id)}`}>{id}</a>
        </>
      ))}.
    </>
  );
}

function Claim({ claim, notes }: { claim: ClaimRow; notes: ClaimNotes | undefined }) {
  const { id, statement, expression, verdict, reason } = claim;
  const { value, bounds, against } = claimFigures(claim);
  return (
    <tr id={claimId(id)}>
      <th scope="row" class="claim">
        <a class="claim-id" href={`#${claimId(id)}`}>{id}</a> {statement}
        <ClaimNote id={id} notes={notes} />
      </th>
      <td class={`claim-verdict ${verdict.replace(" ", "-")}`}>
        <span aria-hidden="true">{SIGNS[verdict]}</span> {verdict}
      </td>
      <td class="number">
        {value || "–"}
        {bounds !== "" && <small>{bounds}</small>}
      </td>
      <td>{against || "–"}</td>
      <td class="claim">
        {reason}
        <small>
          <code>{expression}</code>
        </small>
      </td>
    </tr>
  );
}

/** "12 claims: 8 hold, 3 are refuted and 1 is not established." */
function countSentence(claims: readonly ClaimRow[]): string {
  const count = (verdict: ClaimVerdict) =>
    claims.filter((claim) => claim.verdict === verdict).length;
  const parts = [
    [count("holds"), "holds", "hold"] as const,
    [count("refuted"), "is refuted", "are refuted"] as const,
    [count("not established"), "is not established", "are not established"] as const,
  ].filter(([number]) => number > 0)
    .map(([number, one, many]) => formatCount(number, one, many));
  return `${formatCount(claims.length, "claim")} of the text: ${formatList(parts)}. ` +
    "A claim holds, or is refuted, only where all within its bounds lies on one side: the 95\u00a0% " +
    "interval of what was measured, or what the printed digits leave open of what is cited.";
}
