/** What the checks say, as lines for a person: what to change first stands first. */
import type { NoiseResult, NoiseState } from "./check.ts";
import { formatShare } from "./words.ts";

const WIDEST_STATE = "acceptable".length;

/** Lines for the terminal, in the order of the results. */
export function noiseLines(results: readonly NoiseResult[]): string[] {
  const width = Math.max(...results.map(({ name }) => name.length));
  const indent = " ".repeat(2 + WIDEST_STATE + 2 + width + 2);
  const lines = results.flatMap((result) => {
    const head = `  ${result.state.padEnd(WIDEST_STATE)}  ${result.name.padEnd(width)}  `;
    const [first, ...rest] = result.measured.split("\n");
    return [
      head + first,
      ...rest.map((line) => indent + line),
      ...effectLine(result).map((line) => indent + line),
      ...(result.remedy === "" ? [] : [`${indent}change: ${result.remedy}`]),
    ];
  });
  return [...lines, "", `  ${countLine(results)}`];
}

function effectLine({ state, effect }: NoiseResult): string[] {
  if (effect === null || state === "good") return [];
  const what = effect.kind === "cost" ? "cost" : "noise";
  const share = effect.share === null ? "not known" : formatShare(effect.share);
  return [`${what}: ${share} (${effect.basis})`];
}

function countLine(results: readonly NoiseResult[]): string {
  const states: NoiseState[] = ["bad", "acceptable", "unknown", "good"];
  return states.map((state) => {
    const own = results.filter((each) => each.state === state);
    return `${own.length} ${state}`;
  }).join(", ");
}
