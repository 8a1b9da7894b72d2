import { fold, scenarioKey } from "./cases.ts";
import type { Rule } from "./rule.ts";
import { find, keyOf, loadTrialsOf, resultsOf } from "./trial_rows.ts";
import { formatCount, formatInteger } from "./words.ts";

/**
 * wrk gives each thread floor(connections / threads) connections (`wrk.c`, main: `cfg.connections /
 * cfg.threads`), and autocannon each worker; formats of such tools put the number that were opened beside
 * the one that was asked for.
 */
export const connectionsRounded: Rule = {
  name: "connections-rounded",
  severity: "warn",
  scope: "file",
  why:
    "The level of load that a chart names was never applied; latency and Little's law belong to the connections that were open.",
  example:
    "hyper.dev/letloop runs wrk with ceil(c / 10) threads: its 64, 128 and 256 connections were 63, 117 and 234.",
  check(evidence) {
    const cases = loadTrialsOf(evidence).flatMap((trial) => {
      const row = find(trial, "connections", "total");
      const actual = Number(row?.labels.connectionsActual ?? NaN);
      if (row === undefined || !(actual < row.value)) return [];
      const threads = find(trial, "threads", "total")?.value;
      const each = threads === undefined
        ? ""
        : ` (${formatCount(threads, "thread")} of ${formatInteger(actual / threads)} each)`;
      return [{
        trial,
        rows: [row, ...resultsOf(trial)],
        weight: row.value - actual,
        text:
          `${formatInteger(actual)} connections were opened, ${
            formatInteger(row.value)
          } asked for` +
          each,
        key: keyOf(scenarioKey(trial), row.value, actual),
      }];
    });
    return fold(connectionsRounded, cases, ({ key }) => key);
  },
};
