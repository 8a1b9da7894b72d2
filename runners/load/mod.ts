/** The registry of load tools. A new one is one folder and one line here; scenarios name those they take. */
import { Failure } from "../../common/failure.ts";
import type { Scenario } from "../scenario.ts";
import { autocannon } from "./autocannon/autocannon.ts";
import { k6 } from "./k6/k6.ts";
import type { LoadTool, ReadyLoadTool } from "./load_tool.ts";
import { rounds } from "./rounds/rounds.ts";
import { wrk } from "./wrk/wrk.ts";

export const LOAD_TOOLS: readonly LoadTool[] = [
  wrk,
  autocannon,
  k6,
  rounds,
];

/** The named load tool, or the first of the scenario's that this host has; none where it takes none. */
export async function prepareLoadTool(
  { name: scenario, loadTools }: Pick<Scenario, "name" | "loadTools">,
  name: string | undefined,
  signal: AbortSignal,
): Promise<ReadyLoadTool | undefined> {
  if (name !== undefined && name !== "" && !loadTools.includes(name)) {
    throw new Failure(
      loadTools.length === 0
        ? `the programs of ${scenario} measure themselves: there is no load tool to choose`
        : `${scenario} is not driven by ${name}; it takes ${loadTools.join(", ")}`,
      2,
    );
  }
  if (loadTools.length === 0) return undefined;
  const wanted = loadTools.filter((each) => name === undefined || each === name)
    .map(loadToolNamed);
  for (const tool of wanted) {
    const ready = await tool.prepare(signal);
    if (ready !== undefined) return ready;
  }
  throw new Failure(
    `no load tool can be had: ${wanted.map((tool) => `${tool.name} (${tool.get})`).join(", ")}`,
  );
}

function loadToolNamed(name: string): LoadTool {
  const tool = LOAD_TOOLS.find((each) => each.name === name);
  if (tool === undefined) throw new RangeError(`there is no load tool "${name}" in the registry`);
  return tool;
}
