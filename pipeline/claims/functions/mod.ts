/** The functions of the expression language. To add one: a file beside this one, and its line here. */
import { absFunction } from "./abs.ts";
import { countFunction } from "./count.ts";
import { differingFunction } from "./differing.ts";
import { findingsFunction } from "./findings.ts";
import type { ClaimFunction } from "./function.ts";
import { capacityFunction, errorsAllowedFunction, pointsFunction } from "./load_points.ts";
import { counterFunction, metricFunctions } from "./metric.ts";
import { onFrontFunction } from "./on_front.ts";
import { peakFunction, peakLoadFunction } from "./peak.ts";
import { rankFunction, rankOfFunction } from "./rank.ts";
import { maxFunction, meanFunction, minFunction, spreadFunction, sumFunction } from "./reduce.ts";
import { trialsFunction } from "./trials.ts";

export const FUNCTIONS: ReadonlyMap<string, ClaimFunction> = new Map(
  [
    ...metricFunctions,
    counterFunction,
    minFunction,
    maxFunction,
    sumFunction,
    meanFunction,
    spreadFunction,
    countFunction,
    absFunction,
    peakFunction,
    peakLoadFunction,
    rankFunction,
    rankOfFunction,
    findingsFunction,
    trialsFunction,
    differingFunction,
    pointsFunction,
    capacityFunction,
    errorsAllowedFunction,
    onFrontFunction,
  ].map((each) => [each.name, each]),
);
