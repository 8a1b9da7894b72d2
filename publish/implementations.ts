/** Which implementations a scenario has, by their folders; what is in them is bench's matter. */

/** Names, sorted; none where the scenario has no such folder. */
export function implementationsOf(scenario: string, root = "."): string[] {
  try {
    return [...Deno.readDirSync(`${root}/runners/scenarios/${scenario}/implementations`)]
      .filter((entry) => entry.isDirectory).map((entry) => entry.name).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
