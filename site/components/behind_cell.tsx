/** A standing as a share of the best median, with the interval of that share or what it proves. */
import { formatIn, formatRange } from "../format.ts";
import type { Lead } from "../model/lead.ts";
import { percent } from "../model/sentences.ts";
import type { Standing, Standings } from "../model/standings.ts";

const SCALE = { divisor: 0.01, unit: "%" };

export function BehindCell({ standing, board }: { standing: Standing; board: Standings }) {
  const { behind } = standing;
  if (behind === undefined) {
    return <td class="number">{board.standings[0] === standing ? "best median" : "–"}</td>;
  }
  // A lead says how much larger the larger one is.
  const shareOf = (lead: number) => board.ranked.better === "higher" ? 1 / (1 + lead) : 1 + lead;
  const ends = behind.interval === undefined
    ? []
    : [shareOf(behind.interval.low), shareOf(behind.interval.high)].sort((a, b) => a - b);
  const [low, high] = ends;
  const width = low === undefined || high === undefined ? null : high - low;
  const isMost = board.standings[0]?.bound === true;
  const sign = isMost === standing.bound ? "" : isMost ? "≤\u00a0" : "≥\u00a0";
  return (
    <td class="number">
      {sign}
      {formatIn(SCALE, shareOf(behind.ratio), width)}
      <small>
        {behind.verdict === "apart" && low !== undefined && high !== undefined
          ? formatRange(SCALE, low, high)
          : VERDICTS[behind.verdict](behind)}
      </small>
    </td>
  );
}

/** What the comparison with the best median shows. */
const VERDICTS: Readonly<Record<Lead["verdict"], (lead: Lead) => string>> = {
  "apart": () => "",
  "equivalent": ({ within = "" }) => `equivalent within ${percent(within)}`,
  "within noise": () => "within the noise",
  "bound": () => "no difference shown",
  "open": () => "no difference shown",
  "unknown": () => "too few trials",
};
