/** Every chart of a scenario as a picture of its own, for other people's pages. */
import { standaloneSvg } from "../charts/standalone.ts";
import { formatDate } from "../format.ts";
import { scenarioPage } from "../links.ts";
import { embedFile, wholeAddress } from "../model/addresses.ts";
import { warningOf } from "../model/answer.ts";
import { embedsOf } from "../model/embeds.ts";
import type { PageOutput, SiteData } from "../page.ts";

export default function* embeds({ reports, slots, address }: SiteData): Generator<PageOutput> {
  for (const view of reports) {
    const { name, manifest } = view.report;
    const warning = warningOf(view).toLowerCase();
    const title = [manifest.title, formatDate(manifest.created), warning]
      .filter((part) => part !== "").join(", ");
    for (const scenario of view.scenarios) {
      const page = scenarioPage(name, scenario.entry.name);
      const source = { title, address: wholeAddress(address, page) };
      for (const { id, chart } of embedsOf(scenario, slots)) {
        yield {
          url: embedFile(name, scenario.entry.name, id),
          content: standaloneSvg(chart, source),
        };
      }
    }
  }
}
