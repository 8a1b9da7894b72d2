/** The four figures that people look for first, each with what qualifies it. */
import { METRICS } from "../../pipeline/report.ts";
import {
  formatCount,
  formatLoad,
  formatQuantity,
  formatRange,
  formatShare,
  scaleFor,
} from "../format.ts";
import type { ScenarioView } from "../model/scenario.ts";
import { percent, valueOf } from "../model/sentences.ts";
import type { Lead } from "../model/lead.ts";
import { leaders, type Standing, type Standings } from "../model/standings.ts";
import { centreOf, intervalOf, type Value, widthOf } from "../model/values.ts";

interface CardsProps {
  view: ScenarioView;
  board: Standings;
  /** Address of a cell's row among all results. */
  rowOf: (standing: Pick<Standing, "point">) => string;
}

export function Cards({ view, board, rowOf }: CardsProps) {
  const [first, second] = board.standings;
  const lowest = lowestLatency(board);
  return (
    <dl class="cards">
      {first !== undefined && (
        <Card
          name={leaders(board).length > 1
            ? "Best median"
            : board.ranked.better === "higher"
            ? "Fastest"
            : "Best"}
          value={<a href={rowOf(first)}>{valueOf(first)}</a>}
          about={`${first.series.title}${at(first)}${sureText(first.value)}`}
        />
      )}
      {second !== undefined && (
        <Card
          name={leaders(board).length > 1 ? "Next median" : "Runner-up"}
          value={<a href={rowOf(second)}>{valueOf(second)}</a>}
          about={`${second.series.title}${at(second)}${behind(second.behind, board)}${
            sureText(second.value)
          }`}
        />
      )}
      {lowest !== undefined && (
        <Card
          name={lowest.load === null
            ? "Lowest p99"
            : `Lowest p99 at ${formatLoad(lowest.load, board.group.loadUnit)}`}
          value={<a href={rowOf(lowest)}>{latencyText(lowest.value)}</a>}
          about={`${lowest.title}${sureText(lowest.value)}${anyLoad(lowest)}`}
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

function Card(
  { name, value, about }: { name: string; value: preact.ComponentChild; about: string },
) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="figure">{value}</dd>
      <dd>{about}</dd>
    </div>
  );
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

/** ", 11 % less by the ratio of trials"; of times, and all that is better where it is lower, "more". */
function behind(lead: Lead | undefined, { ranked }: Standings): string {
  if (lead === undefined) return "";
  if (lead.verdict === "apart") {
    return ranked.better === "higher"
      ? `, ${formatShare(1 - 1 / (1 + lead.ratio))} less by the ratio of trials`
      : `, ${formatShare(lead.ratio)} more by the ratio of trials`;
  }
  if (lead.within !== undefined) return `, equivalent within ${percent(lead.within)}`;
  return lead.verdict === "unknown" ? ", by single trials" : ", cannot be told apart";
}

interface Lowest extends Pick<Standing, "point"> {
  title: string;
  value: Value;
  load: number | null;
  /** The lowest at any load, where that is another. */
  anywhere: { title: string; value: Value; load: number | null } | undefined;
}

/** The lowest p99 at the highest load; at low loads every server is idle and the figure says little. */
function lowestLatency(board: Standings): Lowest | undefined {
  const points = board.standings.flatMap(({ series }) =>
    series.points.flatMap((point) => {
      const value = point.value("latency", "p99");
      return value === undefined || value.summary.status === "withheld"
        ? []
        : [{ title: series.title, point, value, load: point.cell.load }];
    })
  ).sort((a, b) => centreOf(a.value.summary) - centreOf(b.value.summary));
  const highest = Math.max(...points.map(({ load }) => load ?? -1));
  const lowest = points.find(({ load }) => (load ?? -1) === highest);
  const [anywhere] = points;
  if (lowest === undefined) return undefined;
  return { ...lowest, anywhere: anywhere === lowest ? undefined : anywhere };
}

function latencyText({ summary }: Value): string {
  return formatQuantity(centreOf(summary), summary.unit, summary.metric, widthOf(summary));
}

function anyLoad({ anywhere }: Lowest): string {
  if (anywhere === undefined) return "";
  const where = formatLoad(anywhere.load, anywhere.value.summary.load_unit);
  return `; at any load ${latencyText(anywhere.value)}, ${anywhere.title} at ${where}`;
}

function countText(view: ScenarioView, board: Standings): string {
  const missing = view.absent.filter((each) => each.implementation.state === "missing").length;
  const failed = view.absent.length - missing;
  const parts = [
    `ranked by ${METRICS[board.ranked.metric]?.title.toLowerCase() ?? board.ranked.metric}`,
    board.withheld.length > 0 ? `${board.withheld.length} withheld` : "",
    board.twins.length > 0 ? `${formatCount(board.twins.length, "twin")} for the noise floor` : "",
    failed > 0 ? `${failed} failed` : "",
    missing > 0 ? `${missing} without a toolchain here` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
