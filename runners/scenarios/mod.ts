/** The registry of scenarios. A new scenario is one folder and one line here. */
import { Failure } from "../../common/failure.ts";
import type { Scenario } from "../scenario.ts";
import { echo } from "./echo/scenario.ts";
import { httpCounter } from "./http-counter/scenario.ts";
import { staticFiles } from "./static-files/scenario.ts";
import { tokenStream } from "./token-stream/scenario.ts";

export const SCENARIOS: readonly Scenario[] = [
  httpCounter,
  staticFiles,
  tokenStream,
  echo,
];

/** The scenario of that name; a Failure lists what there is. */
export function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((candidate) => candidate.name === name);
  if (scenario !== undefined) return scenario;
  const names = SCENARIOS.map((each) => each.name).join(", ");
  throw new Failure(`there is no scenario "${name}"; there is ${names}`, 2);
}
