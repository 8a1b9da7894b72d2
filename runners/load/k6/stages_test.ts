import { deepEqual, equal, throws } from "node:assert/strict";
import { parseStages, scaleStages, secondsOfStages, stagesText } from "./stages.ts";

const STRESS = [
  { seconds: 15, target: 10 },
  { seconds: 30, target: 100 },
  { seconds: 15, target: 200 },
  { seconds: 10, target: 0 },
];

Deno.test("scaleStages() keeps the shape of the stages in another time", () => {
  const scaled = scaleStages(STRESS, 35, null);
  deepEqual(scaled.map(({ seconds }) => seconds), [7.5, 15, 7.5, 5]);
  deepEqual(scaled.map(({ target }) => target), [10, 100, 200, 0]);
  equal(secondsOfStages(scaled), 35);
});

Deno.test("scaleStages() takes the load of a cell for the greatest target", () => {
  deepEqual(
    scaleStages(STRESS, 70, 20).map(({ target }) => target),
    [1, 10, 20, 0],
  );
});

Deno.test("scaleStages() refuses stages without time or without users", () => {
  throws(() => scaleStages([{ seconds: 0, target: 10 }], 10, null), RangeError);
  throws(() => scaleStages([{ seconds: 10, target: 0 }], 10, null), RangeError);
});

Deno.test("stages are read back from the text that records them", () => {
  const stages = scaleStages(STRESS, 10, null);
  equal(stagesText(STRESS), "15s:10,30s:100,15s:200,10s:0");
  deepEqual(parseStages(stagesText(stages)), stages);
  throws(() => parseStages("15:10"), RangeError);
});
