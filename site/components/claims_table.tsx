/** What the report's text claims, and what its tables say of it. */
import type { ClaimRow, ClaimVerdict } from "../../pipeline/report.ts";
import { formatCount } from "../format.ts";
import { claimId, type To } from "../links.ts";
import {
  type ClaimGround,
  type ClaimGrounds,
  countClaims,
  countsText,
  groundOf,
} from "../model/claims.ts";
import type { ClaimNotes } from "../model/report.ts";
import { unbroken } from "../unbroken.ts";
import { claimFigures } from "./claim_figures.ts";
import { ClaimGroundMark } from "./claim_ground.tsx";
import { ClaimNote } from "./claim_note.tsx";
import { ScrollTable } from "./scroll_table.tsx";

const SIGNS: Readonly<Record<ClaimVerdict, string>> = {
  "holds": "✓",
  "refuted": "✗",
  "not established": "?",
};

interface ClaimsProps {
  claims: readonly ClaimRow[];
  grounds?: ClaimGrounds | undefined;
  notes?: ClaimNotes | undefined;
  to: To;
}

export function ClaimsTable({ claims, grounds = {}, notes, to }: ClaimsProps) {
  return (
    <>
      <p>
        {countSentence(claims, grounds)}
        <Named title="Refuted" claims={claims.filter(({ verdict }) => verdict === "refuted")} />
        <Named
          title="Not established"
          claims={claims.filter(({ verdict }) => verdict === "not established")}
        />
      </p>
      <ScrollTable
        id="claim-list"
        caption="Each claim of the text, judged by the tables; a reason opens to the expression"
        sortable
      >
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Verdict</th>
            <th scope="col" class="number" data-mixed>
              Value<span class="unit">bounds</span>
            </th>
            <th scope="col" data-mixed>Against</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {claims.map((claim) => (
            <Claim
              key={claim.id}
              claim={claim}
              ground={groundOf(claim.id, grounds)}
              notes={notes}
              to={to}
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

interface ClaimProps {
  claim: ClaimRow;
  ground: ClaimGround | undefined;
  notes: ClaimNotes | undefined;
  to: To;
}

function Claim({ claim, ground, notes, to }: ClaimProps) {
  const { id, statement, expression, verdict, reason } = claim;
  const { value, bounds, against } = claimFigures(claim, ground?.bound);
  return (
    <tr id={claimId(id)}>
      <th scope="row" class="claim">
        <a class="claim-id" href={`#${claimId(id)}`}>{id}</a> {unbroken(statement)}
        <ClaimNote id={id} notes={notes} />
      </th>
      <td class={`claim-verdict ${verdict.replace(" ", "-")}`}>
        <b>
          <span aria-hidden="true">{SIGNS[verdict]}</span> {verdict}
        </b>
        <ClaimGroundMark ground={ground} to={to} />
      </td>
      <td class="number">
        {value || "–"}
        {bounds !== "" && <small>{bounds}</small>}
      </td>
      <td class="against">{against || "–"}</td>
      <td class="claim">
        <details>
          <summary>{unbroken(reason)}</summary>
          <code>{expression}</code>
        </details>
      </td>
    </tr>
  );
}

/** "12 claims: 8 hold, 3 are refuted and 1 is not established." */
function countSentence(claims: readonly ClaimRow[], grounds: ClaimGrounds): string {
  const counts = countsText(countClaims(claims, grounds));
  return `${formatCount(claims.length, "claim")} of the text: ${counts}. ` +
    "A claim holds, or is refuted, only where all within its bounds lies on one side: the 95\u00a0% " +
    "interval of what was measured, or what the printed digits leave open of what is cited.";
}
