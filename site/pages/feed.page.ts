/**
 * The reports as an Atom feed (RFC 4287). Identifiers are UUIDs of the reports' names, so that they outlive
 * a move of the site; links are whole addresses where the site's own is known, else relative to the feed.
 */
import { FEED, wholeAddress } from "../model/addresses.ts";
import { capital } from "../format.ts";
import { warningOf } from "../model/answer.ts";
import { statesText } from "../model/standing.ts";
import { uuidOf } from "../model/uuid.ts";
import { escapeXml } from "../model/xml.ts";
import { reportPage } from "../links.ts";
import type { PageOutput, ReportView, SiteData } from "../page.ts";

/** A feed reader asks again and again: older reports are on the front page. */
const MOST_ENTRIES = 50;

/** The time of a feed without any report; the format asks for one. */
const NEVER = "1970-01-01T00:00:00Z";

export default async function* feed(data: SiteData): AsyncGenerator<PageOutput> {
  // A report whose date nobody knows is no news; the format has no entry without a date.
  const dated = data.reports.flatMap((view) => {
    const date = timeOf(view.report.manifest.created);
    return date === undefined ? [] : [{ view, published: date, date: changedAt(view, date, data) }];
  }).slice(0, MOST_ENTRIES);
  const newest = dated.map(({ date }) => date).sort().at(-1) ?? NEVER;
  const link = (target: string) => escapeXml(wholeAddress(data.address, target));
  const entries: string[] = [];
  for (const entry of dated) entries.push(await entryOf(entry, link));
  const content = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>urn:uuid:${await uuidOf("feed")}</id>
  <title>Wallclock</title>
  <subtitle>Reports of server benchmarks, newest first; those without a known date are not listed</subtitle>
  <updated>${newest}</updated>
  <author><name>Wallclock</name></author>
  <link rel="self" type="application/atom+xml" href="${link(FEED)}"/>
  <link rel="alternate" type="text/html" href="${link("/")}"/>
${entries.join("")}</feed>
`;
  yield { url: FEED, content };
}

/** A report with its own date, and that of what was said of it last: a reader program shows and sorts by both. */
interface Dated {
  view: ReportView;
  published: string;
  date: string;
}

async function entryOf(
  { view, published, date }: Dated,
  link: (target: string) => string,
): Promise<string> {
  const { name, manifest } = view.report;
  const warning = warningOf(view);
  const title = warning === "" ? manifest.title : `${warning}: ${manifest.title}`;
  const summary = [...view.digest.answers, ...partsNote(view)].join(" ");
  return `  <entry>
    <id>urn:uuid:${await uuidOf(`report ${name}`)}</id>
    <title>${escapeXml(title)}</title>
    <published>${published}</published>
    <updated>${date}</updated>
    <link rel="alternate" type="text/html" href="${link(reportPage(name))}"/>
    <summary>${escapeXml(summary)}</summary>
  </entry>
`;
}

/** Of a report that stands but for some of its results or words: its entry has moved up for that. */
function partsNote({ standing: { by, parts, words } }: ReportView): string[] {
  const some = [...parts, ...words];
  return by.length > 0 || some.length === 0
    ? []
    : [`${capital(statesText(some))} in part by a later report.`];
}

/** When a later report last replaced or took back any of it; its own date where none did. */
function changedAt(
  { standing: { by, parts, words } }: ReportView,
  date: string,
  data: SiteData,
): string {
  const later = new Set([...by, ...parts, ...words].map(({ report }) => report));
  const times = data.reports.filter(({ report }) => later.has(report.name))
    .flatMap(({ report }) => timeOf(report.manifest.created) ?? []);
  return [date, ...times].sort().at(-1) as string;
}

/** RFC 3339 of a time or a date, in UTC and whole seconds; undefined where it is neither. */
function timeOf(created: string): string | undefined {
  const time = new Date(created);
  if (created === "" || Number.isNaN(time.getTime())) return undefined;
  return time.toISOString().replace(/\.\d+Z$/, "Z");
}
