/** What later reports say of this one, and what it says of earlier ones. */
import { erratumId, reportPage, type To } from "../links.ts";
import type { EarlierReport, ReportStanding } from "../model/standing.ts";

interface BannerProps {
  standing: ReportStanding;
  /** Title of a report; undefined of one that has no page here. */
  titleOf: (report: string) => string | undefined;
  to: To;
}

const VERBS = { superseded: "Superseded", retracted: "Retracted" };

/** Nothing for a report that neither corrects nor is corrected. */
export function StandingBanner({ standing, titleOf, to }: BannerProps) {
  const link = (report: string) => {
    const title = titleOf(report);
    return title === undefined ? report : <a href={to(reportPage(report))}>{title}</a>;
  };
  return (
    <>
      {standing.by.map(({ state, report, reason, source }) => (
        <p class={`notice ${state}`}>
          {VERBS[state]} by {link(report)}
          <Reason reason={reason} source={source} />
        </p>
      ))}
      {standing.results.map(({ state, report, reason, source, places }) => (
        <div class={`notice ${state}`}>
          <p>
            {VERBS[state]} in part by {link(report)}
            <Reason reason={reason} source={source} />
          </p>
          <ul>{places.map((place) => <li key={place}>{place}</li>)}</ul>
        </div>
      ))}
      {standing.words.map(({ state, report, reason, source, words }, index) => (
        <p key={index} class={`notice ${state}`} id={erratumId(index)}>
          Words of the text {state} by {link(report)}, “{words}”
          <Reason reason={reason} source={source} />
        </p>
      ))}
      {standing.earlier.map((earlier) => (
        <p class="notice">
          {verbOf(earlier)} {link(earlier.name)}
          <Reason reason={earlier.reasons.join(" ")} source="" />
        </p>
      ))}
    </>
  );
}

function verbOf({ what }: EarlierReport): string {
  return what === "all" ? "Replaces" : `Corrects ${what} of`;
}

function Reason({ reason, source }: { reason: string; source: string }) {
  return (
    <>
      {reason === "" ? "." : `: ${reason}`}
      {source !== "" && (
        <span class="place">
          {" "}
          {isAddress(source) ? <a href={source}>{source}</a> : source}
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
