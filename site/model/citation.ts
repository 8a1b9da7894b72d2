/** How to cite a report: a sentence, and an entry for BibTeX. */
import { formatDate } from "../format.ts";
import { reportPage } from "../links.ts";
import { wholeAddress } from "./addresses.ts";
import type { FileEntry } from "./inventory.ts";
import type { Report } from "./report.ts";

export interface Citation {
  sentence: string;
  bibtex: string;
}

/**
 * Citation of a report. The checksum of its data package, which holds those of the tables, says which edition
 * was meant, whatever becomes of the address.
 */
export function citationOf(
  { name, manifest }: Report,
  files: readonly FileEntry[],
  site: string | undefined,
): Citation {
  const checksum = files.find(({ path }) => path === "datapackage.json")?.sha256 ?? "";
  const address = site === undefined ? "" : wholeAddress(site, reportPage(name));
  const year = /^\d{4}/.exec(manifest.created)?.[0];
  const after = manifest.citation === "" ? "" : ` After ${withStop(manifest.citation)}`;
  const date = formatDate(manifest.created);
  const place = address === "" ? date : `${date}, ${address}`;
  const note = `report ${name}, datapackage.json SHA-256 ${checksum}`;
  return {
    sentence: `Wallclock: ${withStop(manifest.title)} Report ${name}, ${place} ` +
      `(SHA-256 of datapackage.json: ${checksum}).${after}`,
    bibtex: `@misc{wallclock-${name},
  author = {{Wallclock}},
  title = {{${tex(manifest.title)}}},${year === undefined ? "" : `\n  year = {${year}},`}${
      address === "" ? "" : `\n  howpublished = {\\url{${address}}},`
    }
  note = {${tex(note)}}
}`,
  };
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const TEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** A text that TeX prints as it is. */
function tex(text: string): string {
  return text.replace(/[\\~^{}#$%&_]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}
