/** Addresses of the site's own pages and files. Every segment is encoded; every link is relative. */

import type { Cell } from "../pipeline/report.ts";

/** Turns an address from the site's root into one relative to the page at hand. */
export type To = (target: string) => string;

/** Links as seen from the page at `page` ("/reports/local/"), so that the site works in any folder. */
export function linkFrom(page: string): To {
  const here = page.slice(0, page.lastIndexOf("/") + 1);
  // The cells of a table lead to many places of few pages.
  const known = new Map<string, string>();
  return (target) => {
    const at = target.indexOf("#");
    const [path, hash] = at < 0 ? [target, ""] : [target.slice(0, at), target.slice(at)];
    if (path === page && hash !== "") return hash;
    return known.getOrInsertComputed(path, () => relativeTo(here, path)) + hash;
  };
}

/** An address as seen from a folder; "./" for the folder itself. */
function relativeTo(here: string, path: string): string {
  let shared = 1;
  for (let at = 0; at < here.length && here[at] === path[at]; at++) {
    if (here[at] === "/") shared = at + 1;
  }
  let up = "";
  for (let at = here.indexOf("/", shared); at >= 0; at = here.indexOf("/", at + 1)) up += "../";
  return `${up}${path.slice(shared)}` || "./";
}

function address(...segments: string[]): string {
  return `/${segments.map(encoded).join("/")}`;
}

/** What no address need encode; nearly every name is so, and asking is faster than encoding. */
const PLAIN = /^[\w.~-]*$/;

function encoded(segment: string): string {
  return PLAIN.test(segment) ? segment : encodeURIComponent(segment);
}

/** The page of a report. */
export function reportPage(report: string): string {
  return `${address("reports", report)}/`;
}

/** The page of a report's files. */
export function dataPage(report: string): string {
  return `${address("data", report)}/`;
}

/** The page of a scenario within a report. */
export function scenarioPage(report: string, scenario: string): string {
  return `${address("reports", report, scenario)}/`;
}

/** The page of an implementation within a scenario of a report. */
export function implementationPage(
  report: string,
  scenario: string,
  implementation: string,
): string {
  return `${address("reports", report, scenario, implementation)}/`;
}

/** Where the trials of a cell are listed, on its implementation's page. */
export function cellAddress(report: string, cell: Cell): string {
  return `${implementationPage(report, cell.scenario, cell.implementation)}#${cellId(cell)}`;
}

/**
 * The element id of a cell on its implementation's page: `c~~1.core~8.connections`. Cells that differ have
 * ids that differ: a space is a dot, and every other sign but letters, digits and hyphens its code.
 */
export function cellId(cell: Pick<Cell, "case" | "limits" | "load" | "load_unit">): string {
  const load = cell.load === null ? "" : `${cell.load} ${cell.load_unit}`;
  return ["c", cell.case, cell.limits, load].map(slug).join("~");
}

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9 -]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`)
    .replaceAll(" ", ".");
}

/** A file of a report's folder: a table, a raw file. */
export function dataFile(report: string, path: string): string {
  return address("data", report, ...path.split("/"));
}

/** Turns the path of a raw file into the address that it can be had from. */
export type FileAddress = (path: string) => string;

/** The element id of a trial on its implementation's page. */
export function trialId(trial: string): string {
  return `t-${trial}`;
}

/** Where a value came from, taken apart: the file and what points into it. */
export interface Source {
  path: string;
  /** "line 9", or a pointer into JSON; empty for the whole file. */
  place: string;
}

/** Takes `raw/x/wrk.txt#L9` apart. */
export function parseSource(source: string): Source {
  const at = source.indexOf("#");
  if (at < 0) return { path: source, place: "" };
  const place = source.slice(at + 1);
  return { path: source.slice(0, at), place: place.replace(/^L(?=\d)/, "line ") };
}

/** The element id of a rule's findings on a report's page. */
export function findingId(rule: string): string {
  return `finding-${rule}`;
}

/** The element id of a claim on its report's page. */
export function claimId(claim: string): string {
  return `claim-${claim}`;
}

/** The element id of the notice of corrected words on the pages of their report, from 0. */
export function erratumId(index: number): string {
  return `erratum-${index + 1}`;
}

/** The section of the method page that says how differences are judged. */
export const METHOD_OF_COMPARISON = "/method/#comparisons";
