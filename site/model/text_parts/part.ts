/** A part of a published text that is no claim of its own: a list, a piece of advice, a note on a program. */
import { reportPage, scenarioPage } from "../../links.ts";

/** Somewhere on the site's pages. */
export interface Place {
  title: string;
  /** The report that it belongs to; a site without that report has no such place. */
  report: string;
  /** From the site's root. */
  address: string;
}

/** What a text has, and what became of it here. One of `claims`, `here` and `why` is there at least. */
export interface TextPart {
  /** What the text has, in our words: its facts carry over, its sentences do not. */
  text: string;
  /** Ids of the report's claims that judge its figures. */
  claims?: readonly string[];
  /** Where its figures, or those that answer the same question, stand. */
  here?: readonly Place[];
  /** Why not all of it is here. */
  why?: string;
}

/** A place on the page of a report. */
export function onReport(report: string, id: string, title: string): Place {
  return { title, report, address: `${reportPage(report)}#${id}` };
}

/** A place on the page of a scenario of a report; the page itself where `id` is empty. */
export function onScenario(report: string, scenario: string, id: string, title: string): Place {
  const page = scenarioPage(report, scenario);
  return { title, report, address: id === "" ? page : `${page}#${id}` };
}
