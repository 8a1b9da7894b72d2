/** Every load that a search tried, by what its runs said, with the bracket between highest pass and first fail. */
import * as Plot from "@observablehq/plot";
import type { StateRow } from "../../../pipeline/report.ts";
import { formatNumber } from "../../format.ts";
import { type Chart, seriesClass } from "../chart.ts";
import { draw, element, fitText, NARROW, type Size, textWidth, WIDE } from "../plot.ts";
import { type CapacityInput, capacityStyles, searchLink } from "./palette.ts";
import { capacityTitle, gatesOf, statesNote } from "./words.ts";
import {
  type CoreGroup,
  firstFail,
  type Search,
  searchTitle,
  sessionsOf,
  stateWithout,
} from "./view.ts";

/** The ladder of the searches with one number of cores. */
export function searchLadderChart(input: CapacityInput, group: CoreGroup): Chart | undefined {
  const { searches } = group;
  if (searches.length === 0) return undefined;
  const { unit } = input.view;
  const title = capacityTitle(group, unit);
  const subtitle = [
    `Loads tried on ${group.label}`,
    unit,
    "higher is better",
    runsText(group),
  ].filter((part) => part !== "").join(" · ");
  const label = `${title}. ${subtitle}.`;
  return {
    id: `ladder-${group.cores ?? "any"}`,
    title,
    subtitle,
    notes: statesNote(searches),
    cells: [],
    get wide() {
      return drawSearches(input, group, WIDE, label);
    },
    get narrow() {
      return drawSearches(input, group, NARROW, label);
    },
  };
}

/** "a run a point", "1 to 3 runs a point". */
function runsText({ searches }: CoreGroup): string {
  const runs = searches.flatMap(({ points }) => points.map(({ passes, fails }) => passes + fails))
    .filter((count) => count > 0);
  if (runs.length === 0) return "";
  const [fewest, most] = [Math.min(...runs), Math.max(...runs)];
  if (most === 1) return "one run a point";
  return fewest === most ? `${most} runs a point` : `${fewest} to ${most} runs a point`;
}

function loadsOf({ searches }: CoreGroup): number[] {
  return searches.flatMap(({ points }) => points.map(({ load }) => load));
}

/**
 * "4450 to 4475, newest p50": the bracket, and the first gate that failed at its upper end, which has a line of its
 * own on a phone.
 */
function resultLines(search: Search, size: Size): string[] {
  const { capacity } = search;
  if (capacity === undefined) return [stateWithout(search) ?? ""];
  const { passes, fails, status } = capacity;
  if (status === "lower bound" && passes !== undefined) return [`≥ ${formatNumber(passes)}`];
  const bracket = passes === undefined
    ? "none passes"
    : `${formatNumber(passes)} to ${formatNumber(fails ?? passes)}`;
  const gate = gatesOf(firstFail(search)?.limited_by ?? [])[0];
  const lines = gate === undefined ? [bracket] : [bracket, gate];
  return size.narrow ? lines : [lines.join(", ")];
}

function drawSearches(
  input: CapacityInput,
  group: CoreGroup,
  size: Size,
  label: string,
): string {
  const style = capacityStyles(input);
  const { searches } = group;
  const domain: [number, number] = [0, Math.max(...loadsOf(group)) * 1.03];
  const keys = searches.map((_, index) => String(index));
  const labelSpace = size.narrow ? 12 : Math.min(
    270,
    Math.max(...searches.map((each) => textWidth(searchTitle(each, searches), size.fontSize))) + 16,
  );
  const texts = searches.map((search) =>
    resultLines(search, size).map((line) => fitText(line, size.narrow ? 150 : 230, size.fontSize))
  );
  const textSpace = Math.max(...texts.flat().map((text) => textWidth(text, size.fontSize))) * 1.04 +
    18;
  // On a phone a row has the title, the bar and the gate below one another.
  const rowHeight = size.narrow ? 56 : 28;
  const middle = size.narrow ? 2 : 0;
  return draw(
    {
      height: searches.length * rowHeight + 46,
      marginTop: 8,
      marginBottom: 38,
      marginLeft: labelSpace,
      marginRight: textSpace,
      x: {
        domain,
        ticks: Math.min(size.narrow ? 3 : 5, Math.floor(domain[1])),
        tickFormat: (tick: number) => formatNumber(tick),
        tickSize: 4,
        grid: true,
        label: null,
      },
      y: { type: "band", domain: keys, axis: null, padding: 0 },
      marks: searches.flatMap((search, index): Plot.Markish[] => {
        const { colour, coloured } = style(search.name);
        const className = seriesClass(search.name);
        const y = () => keys[index];
        const bracket = bracketOf(search);
        return [
          Plot.ruleY([search], {
            x1: 0,
            x2: () => sessionsOf(search),
            y,
            dy: middle,
            stroke: colour,
            strokeWidth: 9,
            strokeOpacity: coloured ? 0.4 : 0.25,
            className,
          }),
          Plot.ruleY(bracket, {
            x1: "from",
            x2: "to",
            y,
            dy: middle,
            stroke: "var(--ink)",
            strokeWidth: 1.5,
            className,
          }),
          pointMarks(search.points, keys[index] as string, middle, colour, className),
          ...(texts[index] ?? []).map((text, line) =>
            Plot.text([search], {
              frameAnchor: "right",
              y,
              dy: middle + 16 * line,
              text: () => text,
              textAnchor: "start",
              dx: 12,
              fill: line === 0 ? "var(--ink)" : "var(--muted)",
              fontVariant: "tabular-nums",
              className,
            })
          ),
          Plot.text([search], {
            frameAnchor: "left",
            y,
            text: () =>
              fitText(
                searchTitle(search, searches),
                size.narrow ? size.width - 16 : labelSpace - 10,
                size.fontSize,
              ),
            textAnchor: size.narrow ? "start" : "end",
            dx: size.narrow ? -8 : -10,
            dy: size.narrow ? -16 : 0,
            fill: coloured ? "var(--ink)" : "var(--muted)",
            ...searchLink(input, search.name),
            className,
          }),
        ];
      }),
    },
    size,
    label,
  );
}

/** From the highest load that passes to the first that does not: the capacity lies between. */
function bracketOf({ capacity }: Search): { from: number; to: number }[] {
  const { passes, fails } = capacity ?? {};
  return passes === undefined || fails === undefined ? [] : [{ from: passes, to: fails }];
}

/** A point as its state has it: shape says what colour says. */
function pointMarks(
  points: readonly StateRow[],
  key: string,
  middle: number,
  colour: string,
  className: string,
): Plot.RenderFunction {
  return (_index, scales, _channels, _dimensions, context) => {
    const { document } = context;
    const place = (scale: unknown, value: unknown) =>
      Number((scale as (value: unknown) => number)(value));
    const band = Number((scales.y as unknown as { bandwidth(): number }).bandwidth());
    const y = place(scales.y, key) + band / 2 + middle;
    const group = element(document, "g", { class: className });
    for (const { load, state } of points) {
      group.appendChild(markOf(document, place(scales.x, load), y, state, colour));
    }
    return group;
  };
}

function markOf(
  document: Document,
  x: number,
  y: number,
  state: StateRow["state"],
  colour: string,
): SVGElement {
  const at = { cx: x.toFixed(1), cy: y.toFixed(1) };
  const cross = (width: number) =>
    element(document, "path", {
      d: `M${(x - 3.5).toFixed(1)},${(y - 3.5).toFixed(1)}l7,7m0,-7l-7,7`,
      stroke: "var(--ink)",
      "stroke-width": width,
      fill: "none",
    });
  switch (state) {
    case "passed":
      return element(document, "circle", { ...at, r: 3.5, fill: colour });
    case "confirmed":
      return element(document, "circle", {
        ...at,
        r: 4,
        fill: colour,
        stroke: "var(--ink)",
        "stroke-width": 1.6,
      });
    case "borderline":
      return element(
        document,
        "g",
        {},
        element(document, "circle", {
          ...at,
          r: 3.5,
          fill: "var(--paper)",
          stroke: colour,
          "stroke-width": 1.6,
        }),
        element(document, "path", {
          d: `M${x.toFixed(1)},${(y - 3.5).toFixed(1)}a3.5,3.5 0 0 0 0,7Z`,
          fill: colour,
        }),
      );
    case "first solid fail":
      return cross(3);
    case "failed":
      return cross(1.5);
    default:
      return element(document, "circle", {
        ...at,
        r: 3.5,
        fill: "none",
        stroke: "var(--rest)",
        "stroke-width": 1.2,
        "stroke-dasharray": "2 2",
      });
  }
}
