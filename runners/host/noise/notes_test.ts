import assert from "node:assert/strict";
import { planCores } from "../cores.ts";
import { plannedCores } from "./check.ts";
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
