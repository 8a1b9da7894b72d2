/** Every rule of the audit: its name, why and when it speaks, a real case, where it spoke here, and its code. */
import type { FindingRow } from "../../../pipeline/report.ts";
import { Facts } from "../facts.tsx";
import { formatCount } from "../../format.ts";
import { findingId, reportPage, type To } from "../../links.ts";
import type { RuleEntry, RuleGroup } from "../../model/method.ts";
import { ruleId } from "../../model/page_addresses.ts";

const TITLES: Readonly<Record<FindingRow["severity"], string>> = {
  "withhold": "Rules that withhold a value",
  "lower bound": "Rules that make a value a lower bound",
  "warn": "Rules that warn",
  "note": "Rules that note",
};

const MEANINGS: Readonly<Record<FindingRow["severity"], string>> = {
  "withhold":
    "The value is not shown as a result and takes no part in ranks; it stays in the tables.",
  "lower bound": "The true value is this or better: it reads “≥ x”.",
  "warn": "The value is shown, with the finding beside it.",
  "note": "Something that a reader should know; nothing is wrong.",
};

/** The names of all rules, for those who look for one. */
export function RulesIndex({ groups }: { groups: readonly RuleGroup[] }) {
  return (
    <Facts
      facts={groups.map(({ severity, rules }) => [
        TITLES[severity],
        rules.map(({ rule: { name } }, index) => (
          <>
            {index > 0 && ", "}
            <a href={`#${ruleId(name)}`}>{name}</a>
          </>
        )),
      ])}
    />
  );
}

export function RulesList({ groups, to }: { groups: readonly RuleGroup[]; to: To }) {
  return (
    <>
      {groups.map(({ severity, rules }) => (
        <>
          <h3>{TITLES[severity]}</h3>
          <p>{MEANINGS[severity]}</p>
          <dl class="rules">
            {rules.map((entry) => <Rule entry={entry} to={to} key={entry.rule.name} />)}
          </dl>
        </>
      ))}
    </>
  );
}

function Rule(
  { entry: { rule: { name, why, example, speaks }, files, spoke }, to }: {
    entry: RuleEntry;
    to: To;
  },
) {
  return (
    <div id={ruleId(name)}>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>{why}</dd>
      {speaks !== undefined && <dd class="example">It speaks at: {speaks}.</dd>}
      <dd class="example">A real case: {example}</dd>
      {spoke.length > 0 && (
        <dd class="example">
          Here: {spoke.map(({ view: { report }, count }, index) => (
            <>
              {index > 0 && ", "}
              <a href={to(`${reportPage(report.name)}#${findingId(name)}`)}>{report.name}</a>
              {count > 1 && ` (${formatCount(count, "finding")})`}
            </>
          ))}.
        </dd>
      )}
      <dd class="example">
        In the code: {files.map((file, index) => (
          <>
            {index > 0 && ", "}
            <code>{file}</code>
          </>
        ))}
      </dd>
    </div>
  );
}
