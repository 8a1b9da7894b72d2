/** What a check says of a host, for tests of its edges. */
import { equal, match, ok } from "node:assert/strict";
import type { NoiseResult, NoiseState } from "./check.ts";
import { NOISE_CHECKS } from "./mod.ts";
import { type HostOptions, resultOf } from "./testing.ts";

/** What the check of that name says of a host. */
export function said(name: string, host: HostOptions): NoiseResult {
  const check = NOISE_CHECKS.find((each) => each.name === name);
  ok(check !== undefined, name);
  return resultOf(check, host);
}

/** State, share of the effect (undefined where there is no effect) and words. */
export function expects(
  name: string,
  host: HostOptions,
  state: NoiseState,
  share: number | null | undefined,
  measured: RegExp,
  remedy = /^/,
): void {
  const result = said(name, host);
  equal(result.state, state, result.measured);
  const found = result.effect === null ? undefined : result.effect.share;
  if (typeof share === "number") {
    ok(typeof found === "number" && Math.abs(found - share) < 1e-9, `${found}`);
  } else equal(found, share);
  match(result.measured, measured);
  match(result.remedy, remedy);
}
