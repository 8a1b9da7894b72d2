/** The text of a report, with what later reports corrected of that which its numbers and claims rest on. */
import type { Result } from "../../pipeline/report.ts";
import type { ReportView } from "../page.ts";
import { type CorrectedPlace, correctionOf, DAGGER, daggerNote } from "./corrections.ts";
import { signedProse } from "./report.ts";

export interface CorrectedText {
  /** HTML of the text; undefined where there is none. */
  html: string | undefined;
  /** Which of its results were corrected; empty where none was. */
  note: string;
}

/** The text as it was published, with a dagger behind each number and claim that rests on a corrected result. */
export async function correctedText(
  { report, standing }: Pick<ReportView, "report" | "standing">,
): Promise<CorrectedText> {
  const { prose, manifest: { implementations } } = report;
  if (prose === undefined || standing.parts.length === 0) return { html: prose, note: "" };
  const of = correctionOf(standing);
  const titles = new Map(implementations.map(({ name, title }) => [name, title]));
  const corrected: CorrectedPlace[] = [];
  const signOf = (results: readonly Result[]) => {
    const places = results.flatMap((result) => {
      const correction = of(result);
      const { implementation } = result;
      return correction === undefined
        ? []
        : [{ ...correction, place: titles.get(implementation) ?? implementation }];
    });
    corrected.push(...places);
    return places.length === 0 ? "" : DAGGER;
  };
  const html = await signedProse(report, signOf);
  return { html: html ?? prose, note: daggerNote(corrected) };
}
