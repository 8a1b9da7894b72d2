/** What a published text has beside its claims: where it is here, and why not where it is not. */
import { claimId, reportPage, type To } from "../../links.ts";
import type { TextPart } from "../../model/text_parts/mod.ts";
import { Breakable } from "../breakable.tsx";
import { ScrollTable } from "../scroll_table.tsx";

interface PartsProps {
  report: string;
  title: string;
  parts: readonly TextPart[];
  /** Whether the site has this report: places in others are left out. */
  isThere: (report: string) => boolean;
  to: To;
}

export function TextPartsTable({ report, title, parts, isThere, to }: PartsProps) {
  return (
    <ScrollTable id={`parts-${report}`} caption={`What else the text of “${title}” holds`}>
      <thead>
        <tr>
          <th scope="col">In the text</th>
          <th scope="col">Here</th>
          <th scope="col">Why not here</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ text, claims = [], here = [], why = "" }) => {
          const places = here.filter((place) => isThere(place.report));
          return (
            <tr>
              <th scope="row" class="statement">
                <Breakable as="host" text={text} />
              </th>
              <td class="wide">
                {claims.length > 0 && (claims.length === 1 ? "claim " : "claims ")}
                {claims.map((id, index) => (
                  <>
                    {index > 0 && ", "}
                    <a href={to(`${reportPage(report)}#${claimId(id)}`)}>{id}</a>
                  </>
                ))}
                {places.map((place, index) => (
                  <>
                    {(index > 0 || claims.length > 0) && "; "}
                    <a href={to(place.address)}>{place.title}</a>
                  </>
                ))}
                {claims.length + places.length === 0 && "–"}
              </td>
              <td class="wide">
                <Breakable as="host" text={why || "–"} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}
