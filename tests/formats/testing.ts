/** What the tests of formats share. */
import { equal, ok } from "node:assert/strict";
import { Failure } from "../../common/failure.ts";
import type { Measurement } from "../../pipeline/measurement.ts";
import { cleanText } from "../../pipeline/formats/decode.ts";
import type { Run, TextFormat } from "../../pipeline/formats/format.ts";

/** Folder of the fixtures of formats. */
export const FIXTURES = new URL("../../pipeline/formats/testdata/", import.meta.url);

/** A fixture as a format gets it. */
export function fixture(path: string): string {
  return cleanText(Deno.readTextFileSync(new URL(path, FIXTURES)));
}

/** The measurement of that name; the result where others of the name are withheld or superseded. */
export function measured(run: Run | undefined, metric: string, statistic: string): Measurement {
  const found =
    run?.measurements.filter((each) => each.metric === metric && each.statistic === statistic) ??
      [];
  const measurement = found.find((each) => each.status === "ok") ?? found[0];
  ok(measurement !== undefined, `no ${metric} ${statistic}`);
  return measurement;
}

/** Whether there is a result of that name. */
export function isShown(run: Run | undefined, metric: string, statistic: string): boolean {
  return run?.measurements.some((each) =>
    each.metric === metric && each.statistic === statistic && each.status === "ok"
  ) ?? false;
}

/** Asserts results of a run, written as `metric statistic`. */
export function assertValues(run: Run | undefined, expected: Record<string, number>): void {
  for (const [name, value] of Object.entries(expected)) {
    const [metric = "", statistic = ""] = name.split(" ");
    const found = measured(run, metric, statistic);
    equal(found.value, value, name);
    equal(found.status, "ok", name);
  }
}

/** The rules that spoke of a run, once each. */
export function rules(run: Run | undefined): string[] {
  return [...new Set(run?.findings.map((each) => each.rule))].sort();
}

/** What identifies a value across readings of a whole and a cut text. */
function keys(runs: readonly Run[]): Map<string, string[]> {
  const byPlace = new Map<string, string[]>();
  for (const each of runs.flatMap((run) => run.measurements)) {
    if (each.status !== "ok") continue;
    const place = `${each.metric} ${each.statistic} ${each.source}`;
    byPlace.set(place, [...byPlace.get(place) ?? [], String(each.value)]);
  }
  return byPlace;
}

/**
 * Asserts that a text cut anywhere gives no result that the whole has not: fewer values, never other ones;
 * and that where results are missing a finding says so. `isKnown` lets through what a part may rightly say.
 */
export function assertCutsAreHonest(
  format: TextFormat,
  text: string,
  isKnown: (key: string) => boolean = () => false,
): void {
  const whole = keys(format.read(text, { file: "f" }));
  for (let length = 1; length < text.length; length++) {
    let runs: Run[];
    try {
      runs = format.read(text.slice(0, length), { file: "f" });
    } catch (error) {
      ok(error instanceof Failure, `cut at ${length}: ${error}`);
      continue;
    }
    const found = keys(runs);
    for (const [place, values] of found) {
      if (isKnown(place)) continue;
      for (const value of values) {
        ok(whole.get(place)?.includes(value), `cut at ${length}: ${place} is ${value}`);
      }
    }
    if (text.slice(length).trim() !== "" && found.size < whole.size) {
      ok(runs.some((run) => run.findings.length > 0), `cut at ${length}: nothing is said`);
    }
  }
}
