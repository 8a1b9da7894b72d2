/** p99 latency against load, logarithmic. */
import { METRICS } from "../../pipeline/report.ts";
import { asPrinted, formatAsDrawn, formatLoad, type Scale, scaleFor } from "../format.ts";
import { widthOf } from "../model/values.ts";
import { type Chart, type ChartInput, direction } from "./chart.ts";
import { drawLadder, type LadderLine, ladderLines, loadsOf } from "./ladder.ts";
import { ladderNotes, leftOutNotes } from "./ladder_notes.ts";
import { NARROW, WIDE } from "./plot.ts";
import { trialsOfValues, withheldTrialsNotes } from "./withheld_trials.ts";

const METRIC = "latency";
const STATISTIC = "p99";

/** What the load generator did while it waited, for each way of sampling. */
const LOOPS: Readonly<Record<string, string>> = {
  "closed":
    "Sampled in a closed loop: a slow answer delays the requests behind it, so the tail is understated.",
  "closed-backfilled":
    "Sampled in a closed loop; the tool adds samples for the requests it held back.",
  "corrected": "Corrected for requests that the generator held back.",
  "open": "Counted from the time each request was due.",
};

/** p99 against load. */
export function latencyChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  const lines = ladderLines(input, METRIC, STATISTIC);
  if (loadsOf(lines).length < 2) return undefined;
  const values = lines.flatMap((line) => line.points.map((point) => point.centre));
  const scale = scaleFor("s", METRIC, values);
  const drawn = lines.flatMap(({ series, points }) =>
    points.map(({ value }) => ({ title: series.title, value }))
  );
  const title = extremes(lines, board.group.loadUnit, scale);
  const subtitle = [
    `p99 latency against ${board.group.loadUnit.replaceAll("-", " ")}`,
    `${scale.unit}, logarithmic`,
    direction(METRICS[METRIC]?.better ?? "lower"),
    trialsOfValues(drawn),
  ].join(" · ");
  const options = { scale, logarithmic: Math.min(...values) > 0, label: `${title}. ${subtitle}.` };
  const loops = new Set(
    lines.flatMap((line) => line.points.map((point) => point.value.summary.loop)),
  );
  return {
    id: "p99",
    title,
    subtitle,
    notes: [
      ...ladderNotes(lines, board.group.loadUnit, options.logarithmic),
      ...leftOutNotes(input, METRIC, STATISTIC, STATISTIC),
      ...withheldTrialsNotes(drawn),
      ...[...loops].sort().flatMap((loop) => LOOPS[loop] ?? []),
    ],
    cells: lines.flatMap(({ points }) => points.map(({ value }) => value.summary)),
    get wide() {
      return drawLadder(input, lines, options, WIDE);
    },
    get narrow() {
      return drawLadder(input, lines, options, NARROW);
    },
  };
}

/** From the lowest to the highest p99 at the highest load that most of the lines reach. */
function extremes(lines: readonly LadderLine[], unit: string, scale: Scale): string {
  const loads = loadsOf(lines).reverse();
  const load =
    loads.find((each) =>
      lines.filter((line) => line.points.some((point) => point.load === each)).length * 2 >
        lines.length
    ) ?? loads[0] as number;
  const there = lines.filter((line) => line.series.implementation.twin_of === undefined).flatMap((
    line,
  ) => line.points.filter((point) => point.load === load).map((point) => ({ line, point })));
  const size = ({ point: { centre, value } }: typeof there[number]) =>
    asPrinted(scale, centre, widthOf(value.summary));
  there.sort((a, b) => size(a) - size(b) || a.point.centre - b.point.centre);
  const [low, high] = [there[0], there.at(-1)];
  if (low === undefined || high === undefined) return "p99 against load";
  const say = ({ line, point }: typeof low) =>
    `${
      formatAsDrawn(scale, point.centre, "s", METRIC, widthOf(point.value.summary))
    } (${line.series.title})`;
  const at = `At ${formatLoad(load, unit)}`;
  return low === high
    ? `${at} the p99 is ${say(low)}`
    : `${at} the p99 runs from ${say(low)} to ${say(high)}`;
}
