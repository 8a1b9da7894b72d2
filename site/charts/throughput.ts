/** The metric that ranks a scenario, against load. */
import { capital, formatLoad, formatNumber, formatShare, scaleFor } from "../format.ts";
import { boundOfRatio, boundWords } from "../model/bounds.ts";
import type { Standing, Standings } from "../model/standings.ts";
import { trialsText } from "../model/sentences.ts";
import { areApart, centreOf } from "../model/values.ts";
import { type Chart, type ChartInput, direction, orderWords } from "./chart.ts";
import { drawLadder, type LadderLine, ladderLines, loadsOf } from "./ladder.ts";
import { ladderNotes, leftOutNotes } from "./ladder_notes.ts";
import { NARROW, WIDE } from "./plot.ts";

/** Beyond this ratio of largest to smallest, slow series would lie on the axis of a linear chart. */
const LOGARITHMIC_FROM = 60;

/** Ranked metric against load. */
export function throughputChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  const { metric, statistic } = board.ranked;
  const lines = ladderLines(input, metric, statistic);
  const loads = loadsOf(lines);
  const [leader] = board.standings;
  if (loads.length < 2 || leader === undefined) return undefined;
  const values = lines.flatMap((line) => line.points.map((point) => point.centre));
  const peaks = board.standings.map(({ value }) => centreOf(value.summary));
  const unit = leader.value.summary.unit;
  const scale = scaleFor(unit, metric, peaks);
  const logarithmic = Math.min(...values) > 0 &&
    Math.max(...peaks) / Math.min(...peaks) > LOGARITHMIC_FROM;
  const title = holdsSentence(leader, lines, board);
  const subtitle = [
    `${capital(board.ranked.title)} against ${board.group.loadUnit.replaceAll("-", " ")}`,
    `${scale.unit}${logarithmic ? ", logarithmic" : ""}`,
    direction(board.ranked.better),
    trialsText(board),
  ].join(" · ");
  const options = { scale, logarithmic, label: `${title}. ${subtitle}.` };
  return {
    id: "throughput",
    title,
    subtitle,
    notes: [
      ...ladderNotes(lines, board.group.loadUnit, logarithmic),
      ...leftOutNotes(input, metric, statistic, board.ranked.title),
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

/** How much of its peak the leader keeps at the loads around it. */
function holdsSentence(
  leader: Standing,
  lines: readonly LadderLine[],
  board: Standings,
): string {
  const unit = board.group.loadUnit;
  const peak = centreOf(leader.value.summary);
  const line = lines.find((each) => each.series === leader.series);
  const points = line?.points ?? [];
  const risen = points.findIndex((point) => point.centre >= 0.8 * peak);
  const held = points.slice(Math.max(0, risen));
  const [first, last] = [held[0], held.at(-1)];
  const name = leader.series.title;
  if (first === undefined || last === undefined || first === last) {
    const { load } = leader.point.cell;
    const isShown = points.every((point) =>
      point.load === load || !point.bound && areApart(point.value.summary, leader.value.summary)
    );
    const best = `${name} is at its best at ${formatLoad(load, unit)}`;
    return isShown ? best : `${capital(orderWords(board))} ${best}`;
  }
  const least = held.reduce((a, b) => b.centre < a.centre ? b : a);
  const loads = `from ${formatNumber(first.load)} to ${formatLoad(last.load, unit)}`;
  const bound = boundOfRatio(least.bound, leader.bound, "higher");
  if (bound === "?") {
    return `The load generator was the limit of ${name} ${loads}: how much of its peak it holds is not known`;
  }
  const share = formatShare(least.centre / peak, bound);
  return `${name} holds ${boundWords(bound)}${share} of its peak ${loads}`;
}
