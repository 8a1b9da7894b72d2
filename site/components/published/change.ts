/** How much a correction changed a value, in words. */
import { formatFactor, formatShare } from "../../format.ts";
import { type Corrected, inflation } from "../../model/corrected.ts";

/** "÷ 496", "× 1.2", "−0.3 %", "none". */
export function formatChange(corrected: Corrected): string {
  const ratio = inflation(corrected);
  if (!Number.isFinite(ratio) || ratio <= 0) return "–";
  if (ratio === 1) return "none";
  if (ratio < 1.1 && ratio > 1 / 1.1) {
    const change = 1 / ratio - 1;
    const size = Math.abs(change);
    if (size < 0.001) return "below 0.1\u00a0%";
    return `${change < 0 ? "−" : "+"}${formatShare(size)}`;
  }
  return ratio > 1 ? `÷\u00a0${formatFactor(ratio)}` : `×\u00a0${formatFactor(1 / ratio)}`;
}
