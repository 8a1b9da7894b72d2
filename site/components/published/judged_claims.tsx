/** The claims of one published text, those that do not hold first. */
import type { ClaimRow, ClaimVerdict } from "../../../pipeline/report.ts";
import { claimId, reportPage, type To } from "../../links.ts";
import { type ClaimGround, type ClaimGrounds, groundOf } from "../../model/claims.ts";
import type { ClaimNotes } from "../../model/report.ts";
import { claimFigures } from "../claim_figures.ts";
import { ClaimGroundMark } from "../claim_ground.tsx";
import { ClaimNote } from "../claim_note.tsx";
import { isLong, ScrollTable } from "../scroll_table.tsx";

const SIGNS: Readonly<Record<ClaimVerdict, string>> = {
  "holds": "✓",
  "refuted": "✗",
  "not established": "?",
};

interface ClaimsProps {
  report: string;
  title: string;
  claims: readonly ClaimRow[];
  grounds?: ClaimGrounds | undefined;
  notes?: ClaimNotes | undefined;
  to: To;
}

export function JudgedClaims({ report, title, claims, grounds = {}, notes, to }: ClaimsProps) {
  return (
    <ScrollTable
      id={`claims-${report}`}
      caption={`Claims of “${title}”; each leads to its expression`}
      long={isLong(claims.length)}
      sortable
      filter={isLong(claims.length)}
    >
      <thead>
        <tr>
          <th scope="col">What was claimed</th>
          <th scope="col">Verdict</th>
          <th scope="col" class="number" data-mixed>
            The numbers say
          </th>
        </tr>
      </thead>
      <tbody>
        {claims.map((claim) => (
          <Claim
            key={claim.id}
            claim={claim}
            ground={groundOf(claim.id, grounds)}
            notes={notes}
            report={report}
            to={to}
          />
        ))}
      </tbody>
    </ScrollTable>
  );
}

interface ClaimProps {
  claim: ClaimRow;
  ground: ClaimGround | undefined;
  notes: ClaimNotes | undefined;
  report: string;
  to: To;
}

function Claim({ claim, ground, notes, report, to }: ClaimProps) {
  const { id, statement, verdict, reason } = claim;
  const { value, bounds, against } = claimFigures(claim, ground?.bound);
  const [word, sentence] = wordsOf(reason);
  return (
    <tr>
      <th scope="row" class="statement">
        <a href={to(`${reportPage(report)}#${claimId(id)}`)}>{statement}</a>
        <ClaimNote id={id} notes={notes} />
        {sentence !== "" && <small class="claim-why">Why: {sentence}</small>}
      </th>
      <td>
        <span class={`judged ${verdict.replace(" ", "-")}`}>
          <span aria-hidden="true">{SIGNS[verdict]}</span> {verdict}
        </span>
        {word !== "" && <small>{word}</small>}
        <ClaimGroundMark ground={ground} to={to} />
      </td>
      <td class="number">
        {value || "–"}
        {bounds !== "" && <small>{bounds}</small>}
        {against !== "" && <small>{against}</small>}
      </td>
    </tr>
  );
}

/** What two figures that differ say of themselves stands beside the verdict already. */
const DIFFERS = /^differs: .* is stated as /;

/** A reason as the few words below a verdict, or as the sentence that would make its row high. */
function wordsOf(reason: string): [word: string, sentence: string] {
  if (DIFFERS.test(reason)) return ["", ""];
  return reason.includes(":") ? ["", reason] : [reason, ""];
}
