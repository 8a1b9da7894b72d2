/** The registry of load tools, the preferred first. A new one is one file and one line here. */
import { Failure } from "../../common/failure.ts";
import { autocannon } from "./autocannon/autocannon.ts";
import type { LoadTool, ReadyLoadTool } from "./load_tool.ts";
import { wrk } from "./wrk/wrk.ts";

export const LOAD_TOOLS: readonly LoadTool[] = [wrk, autocannon];

/** The named load tool, or the first that this host has. */
export async function prepareLoadTool(name?: string): Promise<ReadyLoadTool> {
  const candidates = LOAD_TOOLS.filter((tool) => name === undefined || tool.name === name);
  if (candidates.length === 0) {
    const names = LOAD_TOOLS.map((tool) => tool.name).join(", ");
    throw new Failure(`there is no load tool "${name}"; there is ${names}`, 2);
  }
  for (const tool of candidates) {
    const ready = await tool.prepare();
    if (ready !== undefined) return ready;
  }
  throw new Failure(
    `no load tool can be had: ${candidates.map((tool) => `${tool.name} (${tool.get})`).join(", ")}`,
  );
}
