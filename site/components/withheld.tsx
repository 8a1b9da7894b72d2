/** Which rule withholds a value, on the page of its implementation. */
import type { Summary } from "../../pipeline/report.ts";
import { findingId, reportPage, type To } from "../links.ts";
import { withholding } from "../model/findings.ts";
import type { ImplementationView } from "../model/implementation.ts";
import type { Report } from "../model/report.ts";

/** The rule, and where what it said of the value stands. */
interface Reason {
  rule: string;
  href: string;
}

/** Undefined where no rule is known. */
export type ReasonOf = (summary: Summary) => Reason | undefined;

/** On the page itself where that has the rule's findings, else on the report's, which has all. */
export function reasonsOn(
  { implementation, findings }: Pick<ImplementationView, "implementation" | "findings">,
  { name, tables }: Pick<Report, "name" | "tables">,
  to: To,
): ReasonOf {
  const about = new Set(["", implementation.name]);
  const reasons = withholding(tables.findings.filter((each) => about.has(each.implementation)));
  const here = new Set(findings.map(({ rule }) => rule));
  return (summary) => {
    const rule = reasons({ summary, rows: [] })[0]?.rule ?? summary.findings[0];
    if (rule === undefined) return undefined;
    const place = `#${findingId(rule)}`;
    return { rule, href: here.has(rule) ? place : to(`${reportPage(name)}${place}`) };
  };
}

export function Withheld({ reason }: { reason: Reason | undefined }) {
  if (reason === undefined) return <>withheld</>;
  return (
    <>
      <a href={reason.href}>withheld</a>
      <small class="less">{reason.rule}</small>
    </>
  );
}
