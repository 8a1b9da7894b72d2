/** A figure in a table: right-aligned, linked to where it came from, withheld where a rule says so. */
import type { FindingRow, Row } from "../../pipeline/report.ts";
import { formatIn, type Scale } from "../format.ts";
import { dataFile, findingId, parseSource, reportPage, type To } from "../links.ts";
import { type Value, widthOf } from "../model/values.ts";

export interface ValueCellProps {
  value: Value | undefined;
  scale: Scale;
  report: string;
  to: To;
  /** Where the trials of this value are listed; without it the cell leads to its raw file. */
  trialsAt?: string;
  /** Why it is withheld, by rule. */
  reasons: Reasons;
}

/** Looks up what the audit said of a withheld value. */
export type Reasons = (value: Value) => readonly FindingRow[];

/** A table cell with one value. */
export function ValueCell(props: ValueCellProps) {
  const { value, scale, report, to } = props;
  if (value === undefined) return <td class="number absent">–</td>;
  const { summary, rows } = value;
  if (summary.status === "withheld") return <WithheldCell {...props} value={value} />;
  const text = `${summary.status === "lower bound" ? "≥\u00a0" : ""}${
    formatIn(scale, summary.median, widthOf(summary))
  }`;
  const row = props.trialsAt === undefined || rows.length === 1 ? middleRow(value) : undefined;
  const href = row !== undefined
    ? to(dataFile(report, parseSource(row.source).path))
    : props.trialsAt;
  const title = row !== undefined ? sourceTitle(row.source) : undefined;
  return (
    <td class="number">
      {href === undefined ? text : <a href={href} title={title}>{text}</a>}
    </td>
  );
}

/** The trial whose value is the median, or of two the first: its raw file holds the figure. */
function middleRow({ summary, rows }: Value): Row | undefined {
  const distance = (row: Row) => Math.abs(row.value - summary.median);
  const counted = rows.filter((row) => row.status === "ok");
  return counted.length === 0
    ? undefined
    : counted.reduce((best, row) => distance(row) < distance(best) ? row : best);
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
export function sourceTitle(source: string): string {
  const { path, place } = parseSource(source);
  return place === "" ? path : `${path}, ${place}`;
}
