/** Every chart of a scenario as a picture of its own, for other people's pages. */
import { allCharts } from "../charts/all_charts.ts";
import { withCorrections } from "../charts/correction_notes.ts";
import { standaloneSvg } from "../charts/standalone.ts";
import { formatDate, withoutMonth } from "../format.ts";
import { implementationPage, linkFrom, scenarioPage } from "../links.ts";
import { embedFile, wholeAddress } from "../model/addresses.ts";
import { warningOf } from "../model/answer.ts";
import type { PageOutput, SiteData } from "../page.ts";

export const scope = "report";

export default function* embeds({ reports, slots, address }: SiteData): Generator<PageOutput> {
  for (const view of reports) {
    const { name, manifest } = view.report;
    const warning = warningOf(view).toLowerCase();
    const title = [
      withoutMonth(manifest.title, manifest.created),
      formatDate(manifest.created),
      warning,
    ]
      .filter((part) => part !== "").join(", ");
    for (const scenario of view.scenarios) {
      const page = scenarioPage(name, scenario.entry.name);
      const source = { title, address: wholeAddress(address, page) };
      const to = linkFrom(page);
      const hrefOf = (each: string) => to(implementationPage(name, scenario.entry.name, each));
      for (const { id, chart, of } of allCharts(scenario, view.standing, slots, hrefOf)) {
        yield {
          url: embedFile(name, scenario.entry.name, id),
          content: standaloneSvg(withCorrections(chart, view.standing, manifest), {
            ...source,
            of: [scenario.entry.title, of].filter((part) => part !== "").join(", "),
          }),
        };
      }
    }
  }
}
