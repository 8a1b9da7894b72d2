import { RULES } from "../../audit/mod.ts";
import type { FindingRow } from "../../tables/findings.ts";
import type { ClaimContext } from "../context.ts";
import { expressionFailure } from "../expression_failure.ts";
import { isPattern, matcherOf } from "../glob.ts";
import { nearestNames } from "../nearest.ts";
import { type Place, placesOf } from "../places.ts";
import { exactly } from "../quantity.ts";
import { type Dimension, DIMENSIONS, textOf, type Wish } from "../select.ts";
import { checkArguments, type ClaimFunction, textOfArgument } from "./function.ts";
import { selectionOf } from "./selection.ts";

type Fits = (place: Omit<Place, "findings">) => boolean;

/** A finding has no clock and no loop. */
const PLACE_DIMENSIONS = DIMENSIONS.filter((each) => each !== "clock" && each !== "loop");
const PLACE_NAMES = [...PLACE_DIMENSIONS, "metric"];

/** How often a rule of the audit spoke of a selection; 0 is an answer, an unknown name is a mistake. */
export const findingsFunction: ClaimFunction = {
  name: "findings",
  signature: 'findings("rule", "implementation", "case", load=..., limits=..., metric=...)',
  about: "how many findings of that rule speak of it; 0 where there are none",
  evaluate(call) {
    const { context, at } = call;
    const rule = textOfArgument(call.positional[0], "the rule");
    const rules = new Set([
      ...RULES.map((each) => each.name),
      ...context.findings.map((finding) => finding.rule),
    ]);
    if (rule === undefined || !rules.has(rule)) {
      throw expressionFailure(
        call.positional[0]?.at ?? at,
        `no rule is called "${rule ?? ""}"; there are ${nearestNames(rule ?? "", rules)}`,
      );
    }
    const metric = textOfArgument(call.named.get("metric"), "metric");
    checkArguments(call, PLACE_NAMES, 3);
    const { wishes } = selectionOf(call, "", 1, ["metric"]);
    const tests = [...wishes].map(([dimension, wish]) => testOf(context, dimension, wish));
    const fits: Fits = (place) =>
      tests.every(({ fits }) => fits(place)) && (metric === undefined || place.metric === metric);
    const concerns: Fits = (place) =>
      tests.every(({ dimension, fits }) => textOf(place, dimension) === "" || fits(place)) &&
      (metric === undefined || place.metric === "" || place.metric === metric);
    const ruled = placesOf(context, rule);
    const mine = ruled.filter(fits);
    const found = context.findings.filter((finding) => {
      if (finding.rule !== rule) return false;
      if (mine.some((figure) => speaksOf(finding, figure))) return true;
      // A finding without figures, such as a server that never answered, is known by its place alone.
      // What that leaves empty is about all.
      return !ruled.some((figure) => speaksOf(finding, figure)) && concerns(finding);
    });
    return exactly(found.length);
  },
};

/** Whether a finding is about a figure: what it leaves empty is about all. */
export function speaksOf(
  finding: FindingRow,
  figure: Place,
): boolean {
  return figure.findings.includes(finding.rule) &&
    PLACE_DIMENSIONS.every((dimension) =>
      textOf(finding, dimension) === "" ||
      textOf(finding, dimension) === textOf(figure, dimension)
    ) && (finding.metric === "" || finding.metric === figure.metric);
}

function testOf(
  context: ClaimContext,
  dimension: Dimension,
  { text, at }: Wish,
): { dimension: Dimension; fits: Fits } {
  const names = new Set(context.summary.map((figure) => textOf(figure, dimension)));
  if (dimension === "implementation") {
    for (const { name } of context.manifest.implementations) names.add(name);
  }
  const match = matcherOf(text);
  if (!isPattern(text) && !names.has(text)) {
    throw expressionFailure(
      at,
      `the report has no ${dimension} "${text}"; there are ${nearestNames(text, names)}`,
    );
  }
  return { dimension, fits: (place) => match(textOf(place, dimension)) !== undefined };
}
