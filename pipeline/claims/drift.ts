/** Ratios over a baseline that moved: a speed-up changes when its denominator does. */
import { formatNumber } from "../audit/words.ts";
import type { ScenarioEntry } from "../manifest.ts";
import { compareText } from "../row.ts";
import type { Summary } from "../tables/summary.ts";
import { type ClaimContext, summariesOf } from "./context.ts";
import { type Quantity, unionOf } from "./quantity.ts";

const RULE = "drifted-baseline";

type Baseline = NonNullable<ScenarioEntry["baseline"]>;

/**
 * Why a claim over a baseline that drifted is not established; undefined where none of its denominators did.
 * To restate one ratio is arithmetic and stays what it is; only ratios to the baseline at several times
 * (`restated`) are then refused. An assertion is refused with one.
 */
export function driftOf(
  quantities: readonly Quantity[],
  restated: boolean,
  context: ClaimContext,
): string | undefined {
  const denominators = unionOf(...quantities.map((each) => each.denominators));
  for (const { name, baseline } of context.manifest.scenarios) {
    if (baseline === undefined) continue;
    const drifted = denominators.filter((figure) =>
      figure.scenario === name && figure.implementation === baseline.implementation &&
      baseline.cases.includes(figure.case) && figure.findings.includes(RULE)
    );
    const [first] = drifted;
    const cases = new Set(drifted.map((figure) => figure.case));
    if (first === undefined || restated && cases.size < 2) continue;
    const operands = unionOf(...quantities.map((each) => each.operands));
    return sentenceOf(first, baseline, operands, context);
  }
  return undefined;
}

function sentenceOf(
  denominator: Summary,
  baseline: Baseline,
  operands: readonly Summary[],
  context: ClaimContext,
): string {
  const { scenario, implementation } = denominator;
  const names = new Set(
    operands.filter((figure) =>
      figure.scenario === scenario && figure.metric === denominator.metric &&
      figure.implementation !== implementation
    ).map((figure) => figure.implementation),
  );
  const numerators = [...names].sort(compareText);
  const changes = [implementation, ...numerators].flatMap((name) => {
    const moved = changeOf(name, denominator, baseline, context);
    return moved === undefined ? [] : [{ name, ...moved }];
  });
  const [own, ...others] = changes;
  const words = changes.map(({ name, from, to }) =>
    `${name} ${formatNumber(from)} to ${formatNumber(to)} (${signed(to / from - 1)})`
  );
  const over = own === undefined || others.length === 0
    ? ""
    : `; over ${own.name} as it was, ${
      others.map(({ name, to }) => `${name} is ${formatNumber(to / own.from)} times it`).join(
        " and ",
      )
    }`;
  return `drifted baseline: ${baseline.cases[0]} to ${baseline.cases.at(-1)}, ${
    words.join(", ")
  }${over}`;
}

function changeOf(
  implementation: string,
  like: Summary,
  { cases }: Baseline,
  context: ClaimContext,
): { from: number; to: number } | undefined {
  const [from, to] = [cases[0], cases.at(-1)].map((name) =>
    summariesOf(context, like.metric).find((figure) =>
      figure.implementation === implementation && figure.case === name &&
      figure.scenario === like.scenario && figure.limits === like.limits &&
      figure.load === like.load && figure.statistic === like.statistic &&
      figure.clock === like.clock && figure.loop === like.loop
    )?.median
  );
  return from === undefined || to === undefined ? undefined : { from, to };
}

function signed(share: number): string {
  return `${share > 0 ? "+" : ""}${formatNumber(share * 100)} %`;
}
