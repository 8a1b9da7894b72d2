import assert from "node:assert/strict";
import { planCores } from "../cores.ts";
import { plannedCores } from "./check.ts";
import { measureNoise } from "./measure.ts";
import { NOISE_CHECKS } from "./mod.ts";
import { quietnessNotes } from "./notes.ts";

Deno.test("a bench notes for each core how much was taken away when it began", async () => {
  const plan = planCores(1);
  const notes = await quietnessNotes(plan);
  const cores = plannedCores(plan).slice(0, 8);
  assert.deepEqual(
    Object.keys(notes),
    cores.map((core) => `taken away at start, core ${core}`),
  );
  for (const note of Object.values(notes)) {
    assert.match(
      note,
      /^[\d.]+ % of [\d.]+ m?s, [\d,.]+ gaps above 10 µs a second, longest \S+ \S+$/,
    );
  }
});

Deno.test("a short look judges every check by what changed while it lasted, and not its own processes", async () => {
  const results = await measureNoise(planCores(1), { gaps: 0.1, work: 0.1 });
  assert.deepEqual(
    results.map(({ name }) => name).sort(),
    NOISE_CHECKS.map(({ name }) => name).sort(),
  );
  const of = (name: string) => results.find((each) => each.name === name);
  assert.doesNotMatch(of("processes")?.measured ?? "", new RegExp(`pid ${Deno.pid}\\)`));
  assert.ok(of("processes")?.state !== "unknown" && of("hiccups")?.state !== "unknown");
  // A busy core that is not kept free of it has some ticks, and at most a thousand a second.
  const ticks = of("interrupts")?.values.find(({ name }) => name === "timer ticks")?.value;
  if (ticks === undefined || of("isolation")?.state === "good") return;
  assert.ok(Number(ticks) > 0 && Number(ticks) < 2000, `${ticks}`);
});
