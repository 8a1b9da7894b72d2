/** What the reader must know of a report before its figures: whether it stands. */
import type { To } from "../links.ts";
import type { ReportStanding } from "../model/standing.ts";
import type { SiteData } from "../page.ts";
import { StateNotice } from "./answers.tsx";
import { StandingBanner } from "./standing_banner.tsx";

interface BannersProps {
  data: SiteData;
  standing: ReportStanding;
  to: To;
  /** Leaves out what is said of other implementations. */
  implementation?: string;
  /** On the report's own page: also what is said of its text, and which report it replaces. */
  isOwnPage?: true;
}

export function ReportBanners({ data, standing, to, implementation, isOwnPage }: BannersProps) {
  const titleOf = (name: string) => data.titles.get(name);
  const shown = isOwnPage === true ? standing : { ...standing, words: [], earlier: [] };
  return (
    <>
      {standing.by.length === 0 && <StateNotice state={standing.state} />}
      <StandingBanner standing={ofOne(shown, implementation)} titleOf={titleOf} to={to} />
    </>
  );
}

function ofOne(standing: ReportStanding, implementation: string | undefined): ReportStanding {
  if (implementation === undefined) return standing;
  const parts = standing.parts.filter(({ erratum }) =>
    erratum.implementation === undefined || erratum.implementation === implementation
  );
  const results = standing.results.flatMap((corrected) => {
    const places = corrected.places.filter((place) =>
      place.implementation === undefined || place.implementation === implementation
    );
    return places.length === 0 ? [] : [{ ...corrected, places }];
  });
  return { ...standing, parts, results };
}
