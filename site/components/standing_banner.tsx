/** What later reports say of this one, and what it says of earlier ones. */
import type { ComponentChildren } from "preact";
import { formatCount } from "../format.ts";
import { erratumId, reportPage, type To } from "../links.ts";
import {
  type CorrectedResults,
  type EarlierReport,
  MOST_NAMED,
  type ReportStanding,
  statesText,
} from "../model/standing.ts";
import { Breakable } from "./breakable.tsx";

interface BannerProps {
  standing: ReportStanding;
  /** Title of a report; undefined of one that has no page here. */
  titleOf: (report: string) => string | undefined;
  to: To;
}

const VERBS = { superseded: "Superseded", retracted: "Retracted" };

/** Nothing for a report that neither corrects nor is corrected. Of words of its text no more than that there are such. */
export function StandingBanner({ standing, titleOf, to }: BannerProps) {
  const link = (report: string) => <ReportLink report={report} titleOf={titleOf} to={to} />;
  return (
    <>
      {standing.by.map(({ state, report, reason, source }) => (
        <p class={`notice ${state}`}>
          {VERBS[state]} by {link(report)}
          <Reason reason={reason} source={source} />
        </p>
      ))}
      {standing.results.map((corrected) => (
        <PartNotice corrected={corrected} link={link(corrected.report)} />
      ))}
      {standing.words.length > 0 && (
        <p class={`notice ${worstOf(standing.words)}`}>
          {formatCount(standing.words.length, "passage")} of the text{" "}
          {standing.words.length === 1 ? "is" : "are"} {statesText(standing.words)}:{" "}
          <a href={`#${erratumId(0)}`}>which, and why</a>
        </p>
      )}
      {standing.earlier.filter(isReplaced).map((earlier) => (
        <EarlierNotice key={earlier.name} earlier={earlier} titleOf={titleOf} to={to} />
      ))}
    </>
  );
}

/** A few results are named, of more a reader can ask which. */
function PartNotice(
  { corrected: { state, reason, source, places }, link }: {
    corrected: CorrectedResults;
    link: ComponentChildren;
  },
) {
  const names = places.map(({ text }) => text);
  const isFew = names.length <= MOST_NAMED;
  const notice = (
    <>
      {VERBS[state]} in part by {link}:{" "}
      {isFew ? <Breakable text={names.join("; ")} /> : formatCount(names.length, "result")}
      <Reason reason={reason} source={source} sign="." />
    </>
  );
  if (isFew) return <p class={`notice ${state}`}>{notice}</p>;
  return (
    <div class={`notice ${state}`}>
      <p>{notice}</p>
      <details>
        <summary>Which</summary>
        <ul>
          {names.map((name) => (
            <li key={name}>
              <Breakable text={name} />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** What a report corrects of earlier ones, each with its reasons; none of what its banner says. */
export function EarlierNotices({ standing, titleOf, to }: BannerProps) {
  return (
    <>
      {standing.earlier.filter((earlier) => !isReplaced(earlier)).map((earlier) => (
        <EarlierNotice key={earlier.name} earlier={earlier} titleOf={titleOf} to={to} />
      ))}
    </>
  );
}

/** Whether a report corrects more of earlier ones than its banner says. */
export function hasEarlierNotices({ earlier }: ReportStanding): boolean {
  return !earlier.every(isReplaced);
}

/** Whoever replaces a whole report says so first; what is mended in others is no word on its own figures. */
function isReplaced({ what }: EarlierReport): boolean {
  return what === "all";
}

function EarlierNotice(
  { earlier, titleOf, to }: Pick<BannerProps, "titleOf" | "to"> & { earlier: EarlierReport },
) {
  return (
    <p class="notice">
      {verbOf(earlier)} <ReportLink report={earlier.name} titleOf={titleOf} to={to} />
      <Reason reason={earlier.reasons.join(" ")} source="" />
    </p>
  );
}

/** The words of a report's text that later reports correct, each with its reason: to stand above that text. */
export function WordsNotices({ standing, titleOf, to }: BannerProps) {
  return (
    <>
      {standing.words.map(({ state, report, reason, source, words }, index) => (
        <p key={index} class={`notice ${state}`} id={erratumId(index)}>
          Words of the text {state} by{" "}
          <ReportLink report={report} titleOf={titleOf} to={to} />, “{words}”
          <Reason reason={reason} source={source} />
        </p>
      ))}
    </>
  );
}

function ReportLink(
  { report, titleOf, to }: Pick<BannerProps, "titleOf" | "to"> & { report: string },
) {
  const title = titleOf(report);
  return title === undefined ? <>{report}</> : <a href={to(reportPage(report))}>{title}</a>;
}

function worstOf(words: ReportStanding["words"]): "retracted" | "superseded" {
  return words.some(({ state }) => state === "retracted") ? "retracted" : "superseded";
}

function verbOf({ what }: EarlierReport): string {
  return what === "all" ? "Replaces" : `Corrects ${what} of`;
}

/** `sign` stands before a reason. */
function Reason(
  { reason, source, sign = ":" }: { reason: string; source: string; sign?: string },
) {
  return (
    <>
      {reason === "" ? "." : <Breakable text={`${sign} ${reason}`} />}
      {source !== "" && (
        <span class="place">
          {" "}
          {isAddress(source) ? <Address address={source} /> : source}
        </span>
      )}
    </>
  );
}

/** Whether a source may be followed: it is free text, and only the web's own addresses are links. */
function isAddress(source: string): boolean {
  const url = URL.parse(source);
  return url !== null && /^https?:$/.test(url.protocol);
}

/** Room for an address in a notice: about a line of a phone. */
const SHORT = 48;

/** A link to an address; paper has all of one that is cut short. */
function Address({ address }: { address: string }) {
  const text = shortAddress(address);
  return text === address
    ? <a href={address}>{text}</a>
    : <a href={address} class="shortened">{text}</a>;
}

/** "github.com/…/BENCHMARK.md" of an address that would fill lines with folders and hashes. */
function shortAddress(address: string): string {
  if (address.length <= SHORT) return address;
  const { host, pathname } = new URL(address);
  const last = pathname.split("/").findLast((part) => part !== "") ?? "";
  return last.length > SHORT ? address : `${host}/…/${last}`;
}
