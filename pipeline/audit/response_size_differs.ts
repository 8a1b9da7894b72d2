import { caseKey } from "./cases.ts";
import { medianOf } from "./numbers.ts";
import { findingOf, type Rule } from "./rule.ts";
import { groupBy, isRate, loadTrialsOf, type TrialRows, valueOf } from "./trial_rows.ts";
import { formatCount, formatNumber, formatShare } from "./words.ts";

/** wrk prints what it read with two decimals; headers of differing length make less than this of a page. */
const TOLERANCE = 0.01;

interface Sized {
  trial: TrialRows;
  bytes: number;
}

/** Servers that send different bytes do not do the same work. */
export const responseSizeDiffers: Rule = {
  name: "response-size-differs",
  severity: "warn",
  scope: "report",
  speaks: `> ${formatShare(TOLERANCE)} between implementations`,
  why:
    "Implementations of one case that differ in bytes an answer differ in body, headers or framing: part of the difference in speed is that.",
  example:
    "The SSE proxy benchmark: Bun joins tokens into fewer chunks and sends 8,009 B an answer, Rust's actix and axum one chunk a token and 8,751 B, 9.3 % more.",
  check(evidence) {
    const sized = loadTrialsOf(evidence).flatMap((trial): Sized[] => {
      const requests = valueOf(trial, "requests", "total");
      const received = valueOf(trial, "bytes_received", "total");
      if (requests === undefined || received === undefined || !(requests > 0)) return [];
      // Error pages have sizes of their own, and `failed-answers` speaks of them.
      if ((valueOf(trial, "errors_status", "total") ?? 0) > 0) return [];
      return [{ trial, bytes: received / requests }];
    });
    return groupBy(sized, ({ trial }) => caseKey(trial)).flatMap((group) => {
      const sizes = groupBy(group, ({ trial }) => trial.first.implementation).map((own) => ({
        name: (own[0] as Sized).trial.first.implementation,
        bytes: medianOf(own.map((each) => each.bytes)),
      })).sort((a, b) => a.bytes - b.bytes);
      const least = sizes[0];
      const most = sizes.at(-1);
      if (least === undefined || most === undefined || sizes.length < 2) return [];
      const apart = most.bytes / least.bytes - 1;
      if (!(apart > TOLERANCE)) return [];
      const rows = group.flatMap(({ trial }) =>
        trial.rows.filter((row) =>
          row.status === "ok" && (isRate(row) || row.metric === "bytes_received")
        )
      );
      const message = `${least.name} sends ${formatNumber(least.bytes)} B an answer and ` +
        `${most.name} ${formatNumber(most.bytes)} B, ${formatNumber(apart * 100)} % more ` +
        `(of ${formatCount(sizes.length, "implementation")})`;
      return [findingOf(responseSizeDiffers, rows, message)];
    });
  },
};
