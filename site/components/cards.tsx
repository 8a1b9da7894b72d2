/** The four figures that people look for first, each with what qualifies it. */
import { METRICS } from "../../pipeline/report.ts";
import {
  formatCount,
  formatLoad,
  formatNumber,
  formatQuantity,
  formatRange,
  formatShare,
  scaleFor,
} from "../format.ts";
import { type Bound, boundWords } from "../model/bounds.ts";
import { asPublished, correctedPlaces, type CorrectionOf } from "../model/corrections.ts";
import type { ScenarioView } from "../model/scenario.ts";
import { percent, valueOf } from "../model/sentences.ts";
import { type LowestLatency, lowestLatency } from "../model/lowest_latency.ts";
import { leaders, type Standing, type Standings } from "../model/standings.ts";
import { centreOf, intervalOf, type Value, widthOf } from "../model/values.ts";
import type { To } from "../links.ts";
import { CorrectionMark } from "./correction_mark.tsx";

interface CardsProps {
  view: ScenarioView;
  board: Standings;
  /** Address of a cell's row among all results. */
  rowOf: (standing: Pick<Standing, "point">) => string;
  correctionOf: CorrectionOf;
  to: To;
}

/** A figure that later reports took back or replaced is marked; what others make of one says on whom it rests. */
export function Cards({ view, board, rowOf, correctionOf, to }: CardsProps) {
  const { report, entry } = view;
  const [first, second] = board.standings;
  const rows = report.tables.comparisons.filter(({ scenario }) => scenario === entry.name);
  const lowest = lowestLatency(board, rows);
  const markOf = ({ value }: Standing) => (
    <CorrectionMark correction={correctionOf(value.summary)} to={to} />
  );
  const besides = (about: string, others: readonly Standing[]) =>
    asPublished(about, correctedPlaces(others, correctionOf));
  return (
    <dl class="cards">
      {first !== undefined && (
        <Card
          name={nameOfFirst(board)}
          value={<a href={rowOf(first)}>{valueOf(first)}</a>}
          mark={markOf(first)}
          about={besides(
            `${first.series.title}${at(first)}${sureText(first.value)}`,
            board.standings.slice(1),
          )}
        />
      )}
      {second !== undefined && (
        <Card
          name={nameOfSecond(board)}
          value={<a href={rowOf(second)}>{valueOf(second)}</a>}
          mark={markOf(second)}
          about={besides(
            `${second.series.title}${at(second)}${sureText(second.value)}${behind(second, board)}`,
            board.standings.filter((each) => each !== second),
          )}
        />
      )}
      {lowest !== undefined && (
        <Card
          name={`Lowest ${lowest.tail}`}
          value={<a href={rowOf(lowest.lowest)}>{latencyText(lowest.lowest.value)}</a>}
          mark={markOf(lowest.lowest)}
          about={besides(
            `${lowest.lowest.series.title}${
              lowest.load === null ? "" : ` at ${formatLoad(lowest.load, board.group.loadUnit)}`
            }${sureText(lowest.lowest.value)}${toldText(lowest)}${anyLoad(lowest)}`,
            [...lowest.others.map(({ standing }) => standing), ...anywhere(lowest)],
          )}
        />
      )}
      <Card
        name="Implementations"
        value={String(board.standings.length)}
        about={countText(view, board)}
      />
    </dl>
  );
}

/** One figure with what it is and what qualifies it. */
export function Card(
  { name, value, mark, about }: {
    name: string;
    value: preact.ComponentChild;
    /** What became of the figure since. */
    mark?: preact.ComponentChild;
    about: string;
  },
) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="figure">
        {value}
        {mark}
      </dd>
      <dd>{about}</dd>
    </div>
  );
}

/** Who is called the fastest is shown to be; single trials have no median and give no order. */
function nameOfFirst(board: Standings): string {
  const [first, second] = board.standings;
  if (first?.value.summary.n === 1 || second?.behind?.verdict === "unknown") return "Best figure";
  if (leaders(board).length > 1) return "Best median";
  return board.ranked.better === "higher" ? "Fastest" : "Best";
}

function nameOfSecond(board: Standings): string {
  if (board.standings[1]?.behind?.verdict === "unknown") return "Next figure";
  return leaders(board).length > 1 ? "Next median" : "Runner-up";
}

function at({ point }: Standing): string {
  return point.cell.load === null ? "" : ` at ${formatLoad(point.cell.load, point.cell.load_unit)}`;
}

/** "; 95 % interval 307–314"; in the unit of the figure above it. */
function sureText({ summary }: Value): string {
  const interval = intervalOf(summary);
  if (interval === undefined) return summary.n > 1 ? "" : "; one trial";
  const scale = scaleFor(summary.unit, summary.metric, [centreOf(summary)]);
  return `; 95\u00a0% interval ${formatRange(scale, interval.low, interval.high)}`;
}

/** "; 11 % less by the ratio of trials"; of times, and all that is better where it is lower, "more". */
function behind(
  { behind: lead, value }: Standing,
  { ranked, standings: [best] }: Standings,
): string {
  if (lead === undefined) return "";
  if (lead.verdict === "apart") {
    // Only the first can have been limited by the load generator: nothing is shown to be ahead of what was.
    const bound: Bound = best?.bound === true ? "≥" : "";
    const share = (ratio: number) => `; ${boundWords(bound)}${formatShare(ratio, bound)}`;
    return ranked.better === "higher"
      ? `${share(1 - 1 / (1 + lead.ratio))} less by the ratio of trials`
      : `${share(lead.ratio)} more by the ratio of trials`;
  }
  if (lead.within !== undefined) return `; equivalent within ${percent(lead.within)}`;
  if (lead.verdict !== "unknown") return "; cannot be told apart";
  return value.summary.n === 1 ? "" : "; not compared";
}

/** "; cannot be told apart from 3 others"; what was compared with nothing says so, where trials could have been. */
function toldText({ lowest, others }: LowestLatency): string {
  const open = others.filter(({ behind: { verdict } }) =>
    verdict !== "apart" && verdict !== "unknown"
  );
  const unknown = others.filter(({ behind: { verdict } }) => verdict === "unknown");
  const from = open.length === 1
    ? open[0]?.standing.series.title
    : `${formatNumber(open.length)} others`;
  return [
    open.length === 0 ? "" : `; cannot be told apart from ${from}`,
    unknown.length === 0 || lowest.value.summary.n === 1
      ? ""
      : `; not compared with ${formatCount(unknown.length, "other")}`,
  ].join("");
}

function latencyText({ summary }: Value): string {
  return formatQuantity(centreOf(summary), summary.unit, summary.metric, widthOf(summary));
}

/** Of figures at several loads no comparison is made, so that it names nobody. */
function anyLoad({ anywhere }: LowestLatency): string {
  if (anywhere === undefined) return "";
  return `; the lowest at any load is ${latencyText(anywhere.value)},${at(anywhere)}`;
}

/** The same, by its load: at the highest it may stand. */
function anywhere({ anywhere: found }: LowestLatency): Standing[] {
  if (found === undefined) return [];
  const { series } = found;
  return [{ ...found, series: { ...series, title: `${series.title}${at(found)}` } }];
}

function countText(view: ScenarioView, board: Standings): string {
  const missing = view.absent.filter((each) => each.implementation.state === "missing").length;
  const failed = view.absent.length - missing;
  const metric = METRICS[board.ranked.metric]?.title.toLowerCase() ?? board.ranked.metric;
  const parts = [
    `${board.hasRanks ? "ranked" : "sorted"} by ${metric}`,
    board.withheld.length > 0 ? `${board.withheld.length} withheld` : "",
    board.twins.length > 0 ? `${formatCount(board.twins.length, "twin")} for the noise floor` : "",
    failed > 0 ? `${failed} failed` : "",
    missing > 0 ? `${missing} without a toolchain here` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
