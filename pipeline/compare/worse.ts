/** What of a comparison is worse by more than somebody accepts: for checks that end a job. */
import { Failure } from "../../common/failure.ts";
import { formatCount, formatShare } from "../audit/words.ts";
import type { ComparedTable } from "./table.ts";

/** So many are named; the table has all. */
const MOST_NAMED = 20;

/** Reads `5%` as 0.05; a Failure of status 2 on anything else. */
export function shareOption(name: string): (text: string) => number {
  return (text) => {
    const digits = /^(\d+(?:\.\d+)?) ?%$/.exec(text.trim())?.[1];
    if (digits === undefined) {
      throw new Failure(`${name} takes a share such as 5%, not "${text}"`, 2);
    }
    return Number(digits) / 100;
  };
}

/**
 * A sentence that lists what is worse in B, as judged and by more than `share` of A over the whole 95 % interval:
 * cells, and implementations over all their cells. Undefined where nothing is.
 */
export function worseSentence(tables: readonly ComparedTable[], share: number): string | undefined {
  const worse = tables.flatMap((table) =>
    [
      ...table.implementations.map((own) => ({
        own,
        place: `over ${formatCount(own.cells, "cell")}`,
      })),
      ...table.cells.map((own) => ({
        own,
        place: [own.case, own.limits, own.load === null ? "" : `${own.load} ${own.load_unit}`]
          .filter((part) => part !== "").join(", "),
      })),
    ].flatMap(({ own, place }) => {
      const [ratio, low, high] = own.beside === null
        ? [own.ratio, own.low, own.high]
        : [own.beside, own.beside_low, own.beside_high];
      if (own.verdict !== "slower" || ratio === null || low === null || high === null) return [];
      const isBeyond = table.better === "lower" ? low > 1 + share : high < 1 - share;
      const name = [`${table.scenario}/${own.implementation}`, place].filter((part) => part !== "");
      return isBeyond
        ? [
          `${name.join(", ")}: ${table.metric} ${table.statistic} B / A ${ratio.toFixed(3)} (${
            low.toFixed(3)
          } to ${high.toFixed(3)})`,
        ]
        : [];
    })
  );
  if (worse.length === 0) return undefined;
  const named = worse.slice(0, MOST_NAMED);
  const rest = worse.length - named.length;
  return `${formatCount(worse.length, "comparison")} ${worse.length === 1 ? "is" : "are"} ` +
    `worse by more than ${formatShare(share)} over the whole interval: ${named.join("; ")}` +
    (rest === 0 ? "" : `; and ${rest} more`);
}
