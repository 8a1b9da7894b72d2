/** What the pages of a report depend on beside its own files, and nothing more than that. */
import type { Manifest } from "../../pipeline/report.ts";
import { type ReportStanding, standingsOfReports } from "../model/standing.ts";
import { assignSlots, type Slots } from "../palette.ts";
import type { SiteData } from "../page.ts";
import type { Outline } from "./outline.ts";

/** What all pages of a build share; it goes from thread to thread. */
export interface Settings {
  base: string;
  address?: string;
  slots: Slots;
  /** Of all reports. */
  manifests: readonly Manifest[];
}

/** What the pages of one report are given beside the report. */
export interface ReportSettings extends Omit<SiteData, "reports"> {
  standing: ReportStanding;
}

/** Reports newest first. */
export function settingsOf(
  reports: readonly Outline[],
  { base, address }: { base: string; address?: string },
): Settings {
  const leaders = reports.flatMap((_, index) => reports.at(-1 - index)?.leaders ?? []);
  return {
    base,
    ...(address === undefined ? {} : { address }),
    slots: assignSlots(leaders),
    manifests: reports.map(({ manifest }) => manifest),
  };
}

/**
 * Gives each report its part: the colours of its own implementations, the titles of reports that it replaces
 * or is replaced by. So what is not in a report's part cannot be on its pages.
 */
export function partsOf(
  { base, address, slots, manifests }: Settings,
): (report: Outline) => ReportSettings {
  const standings = standingsOfReports(
    manifests.map((manifest) => ({ name: manifest.name, manifest })),
  );
  const titles = new Map(manifests.map(({ name, title }) => [name, title]));
  return ({ name, implementations }) => {
    const standing = standings.get(name) as ReportStanding;
    const { by, parts, words, earlier } = standing;
    const related = new Set([
      name,
      ...[...by, ...parts, ...words].map(({ report }) => report),
      ...earlier.map((each) => each.name),
    ]);
    return {
      base,
      ...(address === undefined ? {} : { address }),
      standing,
      slots: new Map([...slots].filter(([of]) => implementations.includes(of))),
      titles: new Map([...titles].filter(([of]) => related.has(of))),
    };
  };
}

/** A text that differs where the settings of a report do. */
export function textOf({ standing, slots, titles, base, address }: ReportSettings): string {
  const { state, by, parts, words, results, earlier } = standing;
  return JSON.stringify([
    { state, by, parts, words, results, earlier },
    [...slots].sort(([a], [b]) => a < b ? -1 : 1),
    [...titles].sort(([a], [b]) => a < b ? -1 : 1),
    base,
    address ?? null,
  ]);
}
