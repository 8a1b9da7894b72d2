/** A figure in a table: right-aligned, with its interval, linked to its trials, withheld where a rule says so. */
import type { Cell, FindingRow } from "../../pipeline/report.ts";
import { formatIn, formatRange, type Scale } from "../format.ts";
import { cellAddress, findingId, reportPage, type Source, type To } from "../links.ts";
import { type CorrectionOf, correctionOfFigure } from "../model/corrections.ts";
import { centreOf, intervalOf, type Value, widthOf, withheldText } from "../model/values.ts";
import { CorrectionMark } from "./correction_mark.tsx";

export interface ValueCellProps {
  value: Value | undefined;
  cell: Cell;
  scale: Scale;
  report: string;
  to: To;
  /** Why it is withheld, by rule. */
  reasons: Reasons;
  /** What later reports say of it; what they say of its whole cell stands elsewhere in its row. */
  correctionOf: CorrectionOf;
  /** What stands below it, or below the dash: "1 allowed". */
  remark?: string;
}

/** Looks up what the audit said of a withheld value. */
export type Reasons = (value: Value) => readonly FindingRow[];

/** A table cell with one value. */
export function ValueCell(props: ValueCellProps) {
  const { value, remark = "" } = props;
  const below = remark === "" ? undefined : <small>{remark}</small>;
  if (value === undefined) return <td class="number absent">–{below}</td>;
  if (value.summary.status === "withheld") return <WithheldCell {...props} value={value} />;
  return (
    <td class="number">
      <Figure {...props} value={value} />
      {below}
    </td>
  );
}

/** A value that leads to its trials; below it, its interval. */
export function Figure(
  { value, cell, scale, report, to, correctionOf }: ValueCellProps & { value: Value },
) {
  const { summary } = value;
  const text = `${summary.status === "lower bound" ? "≥\u00a0" : ""}${
    formatIn(scale, centreOf(summary), widthOf(summary))
  }`;
  const interval = intervalOf(summary);
  const withheld = withheldText(summary, value.withheldTrials ?? 0);
  return (
    <>
      <a href={to(cellAddress(report, cell))}>{text}</a>
      {interval !== undefined && <small>{formatRange(scale, interval.low, interval.high)}</small>}
      {withheld !== "" && <small class="less">{withheld}</small>}
      <CorrectionMark
        correction={correctionOfFigure({ cells: correctionOf }, cell, summary)}
        to={to}
      />
    </>
  );
}

function WithheldCell({ value, report, to, reasons }: ValueCellProps & { value: Value }) {
  const findings = reasons(value);
  const rules = [...new Set(findings.map((finding) => finding.rule))];
  const [rule] = rules.length > 0 ? rules : value.summary.findings;
  const title = findings.map((finding) => finding.message).join("; ");
  return (
    <td class="number withheld">
      {rule === undefined
        ? "withheld"
        : (
          <a href={to(`${reportPage(report)}#${findingId(rule)}`)} title={`${rule}: ${title}`}>
            withheld
          </a>
        )}
    </td>
  );
}

/** "raw/x/wrk.txt, line 9". */
export function sourceTitle({ path, place }: Source): string {
  return place === "" ? path : `${path}, ${place.replace(" ", "\u00a0")}`;
}
