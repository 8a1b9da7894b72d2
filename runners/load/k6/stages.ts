/** Stages of virtual users: what a scenario says, scaled to the time and the load that a trial asks for. */
import type { Stage } from "../../scenario.ts";

/** Seconds of all stages. */
export function secondsOfStages(stages: readonly Stage[]): number {
  return stages.reduce((sum, { seconds }) => sum + seconds, 0);
}

/**
 * The stages in `seconds` in all and, where `load` is given, with it as the greatest target. A warm-up in
 * a fraction of the time has all stages, so it ends where the trial does.
 */
export function scaleStages(
  stages: readonly Stage[],
  seconds: number,
  load: number | null,
): Stage[] {
  const whole = secondsOfStages(stages);
  const top = Math.max(...stages.map(({ target }) => target));
  if (!(whole > 0 && top > 0)) throw new RangeError("stages need time and virtual users");
  return stages.map((stage) => ({
    seconds: Number((stage.seconds * seconds / whole).toFixed(3)),
    target: load === null ? stage.target : Math.round(stage.target * load / top),
  }));
}

/** `0s:10,60s:10`, as a trial's record has it. */
export function stagesText(stages: readonly Stage[]): string {
  return stages.map(({ seconds, target }) => `${seconds}s:${target}`).join(",");
}

/** The stages of {@linkcode stagesText}. Throws a RangeError on any other text. */
export function parseStages(text: string): Stage[] {
  return text.split(",").map((part) => {
    const match = /^(\d+(?:\.\d+)?)s:(\d+)$/.exec(part);
    if (match === null) throw new RangeError(`"${part}" is no stage; one is "30s:100"`);
    return { seconds: Number(match[1]), target: Number(match[2]) };
  });
}
