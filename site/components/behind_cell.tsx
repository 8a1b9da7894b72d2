/** Two cells of a standing: its median as a share of the best one, and its ratio of trials to those of the best. */
import { decimalsFor, formatBehind, formatNumber } from "../format.ts";
import { type Bound, boundOfRatio } from "../model/bounds.ts";
import type { Lead } from "../model/lead.ts";
import { percent } from "../model/sentences.ts";
import type { Standing, Standings } from "../model/standings.ts";

/** Headings of the two columns, each with its unit. */
export const BEHIND_HEADS = [
  { title: "of the best median", unit: "%" },
  { title: "ratio of trials", unit: "" },
] as const;

/**
 * The share is that of the figures in the table and never above the best. The ratio of trials, which the verdict and
 * its interval are about, is taken within the blocks of the trials and need not be the ratio of the medians. Where
 * the load generator limited both, neither is known.
 */
export function BehindCells({ standing, board }: { standing: Standing; board: Standings }) {
  const { behind } = standing;
  const [best] = board.standings;
  if (behind === undefined || best === undefined) {
    return (
      <>
        {best === standing
          ? <td class="number" data-value={100}>best median</td>
          : <td class="number">–</td>}
        <td class="number">–</td>
      </>
    );
  }
  const { median } = best.value.summary;
  const share = median === 0 ? undefined : standing.value.summary.median / median;
  const bound = boundOfRatio(standing.bound, best.bound, board.ranked.better);
  const isKnown = bound !== "?";
  return (
    <>
      <td class="number verdict">
        {!isKnown ? "not known" : share === undefined ? "–" : bounded(bound, 100 * share)}
        {behind.verdict !== "apart" && <small>{VERDICTS[behind.verdict](behind)}</small>}
      </td>
      {isKnown
        ? <RatioCell behind={behind} board={board} bound={bound} />
        : <td class="number">not known</td>}
    </>
  );
}

/** "≥ 94.1": three digits, or so many decimals. */
function bounded(bound: Bound, value: number, decimals = decimalsFor(value, null)): string {
  return `${bound === "" ? "" : `${bound}\u00a0`}${formatBehind(bound, value, decimals)}`;
}

function RatioCell({ behind, board, bound }: { behind: Lead; board: Standings; bound: Bound }) {
  if (behind.verdict === "unknown") return <td class="number">–</td>;
  // A lead says how much larger the larger one is.
  const ratioOf = (lead: number) => board.ranked.better === "higher" ? 1 / (1 + lead) : 1 + lead;
  const ratio = ratioOf(behind.ratio);
  const { interval } = behind;
  if (interval === undefined) {
    return <td class="number">{bounded(bound, ratio)}</td>;
  }
  const [low, high] = [ratioOf(interval.low), ratioOf(interval.high)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const decimals = decimalsFor(ratio, high - low);
  return (
    <td class="number">
      {bounded(bound, ratio, decimals)}
      <small>{formatNumber(low, decimals)}–{formatNumber(high, decimals)}</small>
    </td>
  );
}

/** What the comparison with the best median shows. */
const VERDICTS: Readonly<Record<Exclude<Lead["verdict"], "apart">, (lead: Lead) => string>> = {
  "equivalent": ({ within = "" }) => `equivalent within ${percent(within)}`,
  "within noise": () => "within the noise",
  "bound": () => "no difference shown",
  "open": () => "no difference shown",
  "unknown": () => "too few trials",
};
