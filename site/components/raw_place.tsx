/** A link to the raw file that a value was read from, with the line in it. */
import { dataFile, parseSource, type To } from "../links.ts";
import { Breakable } from "./breakable.tsx";
import type { Report } from "../model/report.ts";

export interface RawPlaceProps {
  report: Report;
  /** `raw/x/wrk.txt#L9`. */
  source: string;
  to: To;
}

/** "wrk.txt, line 9"; the whole path is in the address. */
export function RawPlace({ report: { name, manifest }, source, to }: RawPlaceProps) {
  const { path, place } = parseSource(source);
  const elsewhere = manifest.elsewhere?.find((file) => file.path === path);
  const file = path.split("/").at(-1);
  return (
    <a href={elsewhere?.url ?? to(dataFile(name, path))}>
      <Breakable
        as="file"
        text={place === "" ? file ?? "" : `${file}, ${place.replace(" ", "\u00a0")}`}
      />
    </a>
  );
}
