/** Which cores this process may use, and which of them server and generator get. */

export interface CorePlan {
  server: number[];
  generator: number[];
  /** What keeping them apart costs or fails to do, a sentence each. */
  notes: string[];
}

/** Numbers of a kernel list such as `0-3,8`. */
export function parseCpuList(text: string): number[] {
  const cores: number[] = [];
  for (const part of text.trim().split(",")) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (match === null) continue;
    const last = Number(match[2] ?? match[1]);
    for (let core = Number(match[1]); core <= last; core++) cores.push(core);
  }
  return cores;
}

/** Cores this process is allowed. */
export function allowedCores(): number[] {
  try {
    const status = Deno.readTextFileSync("/proc/self/status");
    return parseCpuList(/^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? "");
  } catch {
    return [];
  }
}

/** Cores that share a physical core with this one, itself included. */
export function siblingsOf(core: number): number[] {
  try {
    const path = `/sys/devices/system/cpu/cpu${core}/topology/thread_siblings_list`;
    return parseCpuList(Deno.readTextFileSync(path));
  } catch {
    return [core];
  }
}

/** Gives the server the first cores and the generator others, not their siblings where it can. */
export function planCores(
  serverCores: number,
  allowed: readonly number[] = allowedCores(),
  siblings: (core: number) => readonly number[] = siblingsOf,
): CorePlan {
  if (allowed.length === 0) {
    return {
      server: [],
      generator: [],
      notes: ["Processes are not pinned: this system has no core list."],
    };
  }
  const server = allowed.slice(0, serverCores);
  const others = allowed.filter((core) => !server.includes(core));
  const shared = new Set(server.flatMap(siblings));
  const apart = others.filter((core) => !shared.has(core));
  const notes: string[] = [];
  let generator = apart;
  if (others.length === 0) {
    generator = [...server];
    notes.push("Server and generator share their cores: figures are lower than on a larger host.");
  } else if (apart.length === 0) {
    generator = others;
    notes.push(
      "The generator runs on the sibling threads of the server's cores: they share execution units, which costs the server part of its speed.",
    );
  }
  if (allowed.length <= 2) {
    notes.push(
      `The host has ${allowed.length} core${
        allowed.length === 1 ? "" : "s"
      }: kernel, sampler and generator leave nothing spare, so other work on the host shows in the figures.`,
    );
  }
  return { server, generator, notes };
}
