/** Says below a verdict that later reports took back or replaced figures that it rests on. */
import { formatList } from "../format.ts";
import { reportPage, type To } from "../links.ts";
import type { ClaimGround } from "../model/claims.ts";

export function ClaimGroundMark({ ground, to }: { ground: ClaimGround | undefined; to: To }) {
  const [weightiest] = ground?.corrections ?? [];
  if (ground === undefined || weightiest === undefined) return null;
  const reports = [...Map.groupBy(ground.corrections, ({ report }) => report)];
  return (
    <small class={`mark-${weightiest.state}`}>
      by figures since {reports.map(([report, own], index) => (
        <>
          {index > 0 && ", "}
          <a href={to(reportPage(report))}>
            {formatList(own.map(({ state }) => state))} by a later report
          </a>
        </>
      ))}
    </small>
  );
}
