/** What takes part in a run of a search and what passes between: as far as the scenario's own text says it. */
import { formatCount, formatLoad } from "../../format.ts";
import type { Chart } from "../chart.ts";
import { NARROW, WIDE } from "../plot.ts";
import { type Architecture, drawParts, type Flow } from "./draw_parts.ts";
import type { CapacityView } from "./view.ts";

/** The sentence that the text of a scenario with a gateway begins with. */
const SENTENCE =
  /^Sessions stream audio (over \w+), (\d+ frames of \d+ bytes a second); the gateway (flushes [^;.]+?) to a simulated recogniser and answers with ([^;.]+)\./;

/** Undefined where the text of the scenario does not say what takes part. */
export function architectureOf(view: CapacityView): Architecture | undefined {
  const match = SENTENCE.exec(view.scenario.entry.about);
  if (match === null) return undefined;
  const [, transport = "", frames = "", flush = "", answers = ""] = match;
  const cores = view.groups.filter((group) => group.cores !== undefined)
    .map(({ label }) => label);
  const on = cores.length === 0 ? "" : `, on ${cores.join(" or ")}`;
  const loads = view.groups.flatMap(({ searches }) =>
    searches.flatMap(({ points }) => points.map(({ load }) => load))
  );
  return {
    parts: [
      {
        title: "Load generator",
        detail: `up to ${formatLoad(Math.max(...loads), view.unit)}`,
        isMeasured: false,
      },
      { title: "Gateway", detail: `under test${on}`, isMeasured: true },
      { title: "Recogniser", detail: "simulated", isMeasured: false },
    ],
    flows: [
      { from: 0, to: 1, text: `${frames} ${transport}`, isAnswered: false },
      { from: 1, to: 0, text: answers, isAnswered: false },
      { from: 1, to: 2, text: flush, isAnswered: true },
    ],
  };
}

/** "Load generator to gateway: 50 frames of 640 bytes a second over WebSocket". */
function flowText({ parts }: Architecture, { from, to, text }: Flow): string {
  return `${parts[from]?.title ?? ""} to ${(parts[to]?.title ?? "").toLowerCase()}: ${text}`;
}

/** The parts as boxes, that under test with a thick frame; undefined where the text does not say them. */
export function architectureChart(view: CapacityView): Chart | undefined {
  const architecture = architectureOf(view);
  if (architecture === undefined) return undefined;
  const names = new Set(view.groups.flatMap(({ searches }) => searches.map(({ name }) => name)));
  const title = "Under test is the gateway, between a load generator and a simulated recogniser";
  const subtitle = [
    "Parts of a run and what passes between them",
    `thick frame: under test, ${formatCount(names.size, "implementation")}`,
  ].join(" · ");
  const flows = architecture.flows.map((flow) => `${flowText(architecture, flow)}.`).join(" ");
  const label = `${title}. ${flows}`;
  return {
    id: "architecture",
    title,
    subtitle,
    notes: [...view.scenario.report.environment.isolation],
    cells: [],
    get wide() {
      return drawParts(architecture, WIDE, label);
    },
    get narrow() {
      return drawParts(architecture, NARROW, label);
    },
  };
}
