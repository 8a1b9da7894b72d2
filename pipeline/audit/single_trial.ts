import { findingOf, type Rule } from "./rule.ts";
import { groupBy, resultsOf, trialsOf } from "./trial_rows.ts";
import { formatCount, formatInteger } from "./words.ts";

/** One measurement has no spread, and without a spread no order can be told from noise. */
export const singleTrial: Rule = {
  name: "single-trial",
  severity: "warn",
  scope: "report",
  why:
    "A cell that was measured once has no interval: whether its neighbour differs, or would the other way round tomorrow, nobody can say.",
  example:
    'asyncio\'s echo text calls one run of 8.18 ms against 8.29 ms "1% faster than Bun"; hyper.dev/letloop ranks Scheme above Deno by 6.5 % and below Bun by 3.6 % from one run each.',
  check(evidence) {
    const measured = trialsOf(evidence).flatMap((trial) => {
      const rows = resultsOf(trial);
      return rows.length === 0 ? [] : [{ trial, rows }];
    });
    return groupBy(measured, ({ trial }) => trial.first.scenario).flatMap((scenario) => {
      const cells = groupBy(scenario, ({ trial }) => trial.cell);
      const single = cells.filter((cell) => cell.length === 1);
      if (single.length === 0) return [];
      const rows = single.flatMap((cell) => cell.flatMap((each) => each.rows));
      const message = `${formatInteger(single.length)} of ${formatCount(cells.length, "cell")} ` +
        `measured once (n = 1): no interval, and no order among neighbours closer than the noise floor`;
      return [findingOf(singleTrial, rows, message)];
    });
  },
};
