/** Peaks: the best figure of an implementation over all loads, by the metric that ranks its scenario. */
import { metricNamed } from "../../measurement.ts";
import type { Summary } from "../../tables/summary.ts";
import { expressionFailure } from "../expression_failure.ts";
import { quantityOf } from "../figure.ts";
import { nearestNames } from "../nearest.ts";
import type { Quantity } from "../quantity.ts";
import { type Dimension, select, type Selection, type Wish } from "../select.ts";
import { type Call, textOfArgument } from "./function.ts";
import { extreme } from "./reduce.ts";
import { selectionOf } from "./selection.ts";

export interface Peak {
  implementation: string;
  /** Of the best load, with the bounds of the best of all loads and all of them as operands. */
  quantity: Quantity;
  /** The best load's own figure. */
  figure: Summary;
  /** Loads with their quantities, in order; those withheld only where all are. */
  loads: { figure: Summary; quantity: Quantity }[];
  better: "higher" | "lower";
}

/** Names of the arguments that {@linkcode peakSelection} reads. */
export const PEAK_NAMES = ["metric"];

/** The selection that peaks of a call are among; `implementation` replaces its first argument. */
export function peakSelection(call: Call, implementation?: string): Selection {
  const named = textOfArgument(call.named.get("metric"), "metric");
  const scenario = textOfArgument(call.named.get("scenario"), "scenario");
  const ranked = named === undefined ? rankedBy(call, scenario) : { metric: named };
  const selection = selectionOf(call, ranked.metric, 0, PEAK_NAMES);
  const wishes = new Map<Dimension, Wish>(selection.wishes);
  const { at } = call;
  if (!wishes.has("implementation")) {
    throw expressionFailure(
      at,
      `${call.name} needs an implementation, as in ${call.name}("rust-axum")`,
    );
  }
  if (implementation !== undefined) wishes.set("implementation", { text: implementation, at });
  if (!wishes.has("load")) wishes.set("load", { text: "*", at });
  if (ranked.scenario !== undefined) wishes.set("scenario", { text: ranked.scenario, at });
  if (ranked.statistic !== undefined && !wishes.has("statistic")) {
    wishes.set("statistic", { text: ranked.statistic, at });
  }
  return { ...selection, wishes };
}

/** Peaks of a selection, one for each implementation, by name. */
export function peaksOf({ context, options, name, at }: Call, selection: Selection): Peak[] {
  const { better } = metricNamed(selection.metric) ?? { better: "" };
  if (better === "") {
    throw expressionFailure(
      at,
      `${name}: neither more nor less ${selection.metric} is better; use max or min`,
    );
  }
  const groups = new Map<string, Summary[]>();
  for (const { figure } of select(context, selection)) {
    const group = groups.get(figure.implementation);
    if (group === undefined) groups.set(figure.implementation, [figure]);
    else group.push(figure);
  }
  return [...groups].map(([implementation, all]): Peak => {
    const shown = all.filter((figure) => figure.status !== "withheld");
    const loads = (shown.length > 0 ? shown : all).map((figure) => ({
      figure,
      quantity: quantityOf(figure, context, options),
    }));
    const quantities = loads.map((each) => each.quantity);
    const best = extreme(quantities, better === "higher" ? "greatest" : "least");
    const figure = loads.find(({ quantity }) => quantity.value === best.value)?.figure as Summary;
    const alone = loads.length === 1 ? quantities[0] as Quantity : best;
    return { implementation, quantity: alone, figure, loads, better };
  });
}

interface RankedBy {
  metric: string;
  statistic?: string;
  scenario?: string;
}

function rankedBy({ context, name, at }: Call, scenario: string | undefined): RankedBy {
  const all = context.manifest.scenarios;
  const ranked = all.filter((each) =>
    each.ranked_by !== undefined && (scenario === undefined || each.name === scenario)
  );
  const [first, second] = ranked;
  if (second !== undefined) {
    const names = nearestNames("", ranked.map((each) => each.name));
    throw expressionFailure(
      at,
      `${name}: several scenarios are ranked, ${names}; add scenario=...`,
    );
  }
  if (first?.ranked_by === undefined) {
    throw expressionFailure(
      at,
      `${name}: report.json ranks ${
        scenario === undefined ? "nothing" : `nothing of "${scenario}"`
      }; ` +
        'say by what, as in metric="throughput"',
    );
  }
  return { ...first.ranked_by, scenario: first.name };
}
