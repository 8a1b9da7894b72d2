/** What the audit said, gravest first: by rule, then by who it is about. */
import type { FindingRow } from "../../pipeline/report.ts";
import { formatCount, formatNumber } from "../format.ts";
import { dataFile, findingId, parseSource, type To } from "../links.ts";
import {
  groupFindings,
  type Place,
  type RuleFindings,
  SEVERITY_TITLES,
} from "../model/findings.ts";
import { ruleAddress } from "../model/page_addresses.ts";
import { Breakable } from "./breakable.tsx";
import { sourceTitle } from "./value_cell.tsx";

/** Places of a rule that are named; the table has them all. Withheld values are always named. */
const SHOWN = 10;
/** Loads that are named before they are counted. */
const NAMED = 4;

export interface FindingsProps {
  findings: readonly FindingRow[];
  report: string;
  to: To;
  titleOf: (implementation: string) => string;
}

export function FindingsList(props: FindingsProps) {
  const groups = groupFindings(props.findings);
  if (groups.length === 0) return <p>The audit found nothing to say of these results.</p>;
  const severities = Object.keys(SEVERITY_TITLES) as (keyof typeof SEVERITY_TITLES)[];
  return (
    <>
      {severities.map((severity) => {
        const own = groups.filter((group) => group.severity === severity);
        if (own.length === 0) return null;
        return (
          <>
            <h3>{SEVERITY_TITLES[severity]}</h3>
            <dl class="findings">
              {own.map((group) => (
                <Rule
                  key={group.rule}
                  {...props}
                  group={group}
                  isFirst={groups.find(({ rule }) => rule === group.rule) === group}
                />
              ))}
            </dl>
          </>
        );
      })}
    </>
  );
}

/** A rule may speak with two severities; the address of its findings is that of the graver. */
function Rule(props: FindingsProps & { group: RuleFindings; isFirst: boolean }) {
  const { group, isFirst, report, to } = props;
  const most = group.severity === "withhold" ? Infinity : SHOWN;
  // What is said of one place alone is said behind its name, as where the messages differ.
  const isShared = group.message !== "" && group.places.length > 1;
  const hidden = group.places.slice(most).reduce((sum, place) => sum + place.count, 0);
  return (
    <>
      <dt id={isFirst ? findingId(group.rule) : undefined}>
        <a href={to(ruleAddress(group.rule))}>
          <code>{group.rule}</code>
        </a>{" "}
        <span class="count">{formatCount(group.count, "finding")}</span>
      </dt>
      {isShared && (
        <dd>
          <Breakable text={group.message} />
        </dd>
      )}
      {group.places.slice(0, most).map((place) => (
        <PlaceLine {...props} place={place} says={!isShared} />
      ))}
      {hidden > 0 && (
        <dd>
          {formatNumber(hidden)} more in{" "}
          <a href={to(dataFile(report, "findings.csv"))}>findings.csv</a>
        </dd>
      )}
    </>
  );
}

/** "C h2o, 8 to 256, goodput mean, 30 times: message (raw file)". */
function PlaceLine({ place, says, report, to, titleOf }: FindingsProps & {
  place: Place;
  says: boolean;
}) {
  const { first, count } = place;
  const where = [
    place.implementation === "" ? "" : titleOf(place.implementation),
    place.case,
    loadsText(place.loads),
    place.metrics.join(", "),
    count > 1 ? formatCount(count, "time") : "",
  ].filter((part) => part !== "").join(", ");
  const source = parseSource(first.source);
  if (where === "" && !says && source.path === "") return null;
  return (
    <dd>
      <Breakable
        text={[where, says ? first.message : ""].filter((part) => part !== "").join(": ")}
      />{" "}
      {source.path !== "" && (
        <span class="place">
          (<a href={to(dataFile(report, source.path))}>
            <Breakable text={sourceTitle(source)} />
          </a>
          {(count > 1 || tellsWorst(first)) && " is the first"})
        </span>
      )}
    </dd>
  );
}

/**
 * Whether a finding over several trials tells another than the first of them; those published earlier have the
 * source of the first all the same.
 */
function tellsWorst({ message }: FindingRow): boolean {
  return /\(the worst of \d+ trials: /.test(message);
}

/** "load 8", "loads 8, 16", "9 loads". */
function loadsText(loads: readonly number[]): string {
  if (loads.length === 0) return "";
  if (loads.length > NAMED) return formatCount(loads.length, "load");
  const names = loads.map((load) => formatNumber(load)).join(", ");
  return `${loads.length === 1 ? "load" : "loads"} ${names}`;
}
