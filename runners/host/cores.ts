/** Which cores this process may use, and which of them server, generator and backends get. */
import type { Scenario } from "../scenario.ts";
import { findExecutables } from "./programs.ts";

export interface CorePlan {
  server: number[];
  generator: number[];
  /** Of their own; absent where backends run on the generator's. */
  backend?: number[];
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

/** Cores that a process, this one by default, is allowed. */
export function allowedCores(pid: number | "self" = "self"): number[] {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
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

/**
 * Cores that the kernel keeps free of other tasks (isolcpus) and that programs may be pinned to; the list of
 * allowed cores leaves them out.
 */
export function isolatedCores(): number[] {
  let listed: number[];
  try {
    listed = parseCpuList(Deno.readTextFileSync("/sys/devices/system/cpu/isolated"));
  } catch {
    return [];
  }
  // A container may be kept off them, which no file says as surely as trying does.
  return listed.filter((core) => {
    try {
      const args = ["-c", String(core), "true"];
      return new Deno.Command("taskset", { args, stderr: "null" }).outputSync().success;
    } catch {
      return false;
    }
  });
}

/** Cores that processes can be pinned to: none where nothing pins them, which a plan must not hide. */
export function pinnableCores(tasksets = findExecutables("taskset")): number[] {
  return tasksets.length === 0 ? [] : allowedCores();
}

/**
 * Gives the server the first cores and the generator others, not their siblings where it can. A single server core
 * is an isolated one where there is one; threads on several isolated cores would not be spread over them.
 */
export function planCores(
  serverCores: number,
  allowed: readonly number[] = pinnableCores(),
  siblings: (core: number) => readonly number[] = siblingsOf,
  isolated: readonly number[] = isolatedCores(),
): CorePlan {
  if (allowed.length === 0) {
    return {
      server: [],
      generator: [],
      notes: [
        "Processes are not pinned: that takes taskset and a list of cores, and this system has not both.",
      ],
    };
  }
  const reserved = serverCores === 1 ? isolated.slice(0, 1) : [];
  const server = reserved.length > 0 ? reserved : allowed.slice(0, serverCores);
  const others = allowed.filter((core) => !server.includes(core) && !isolated.includes(core));
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
      `A bench may use ${allowed.length} core${
        allowed.length === 1 ? "" : "s"
      } here: kernel, sampler and generator leave nothing spare, so other work on the host shows in the figures.`,
    );
  }
  return { server, generator, notes };
}

/** The cores of a scenario's processes. */
export function coresFor(scenario: Pick<Scenario, "serverCores" | "backends">): CorePlan {
  const plan = planCores(scenario.serverCores);
  return scenario.backends === undefined ? plan : withBackend(plan);
}

/** Gives backends one of the generator's cores where it has several. */
export function withBackend(plan: CorePlan): CorePlan {
  const [first, ...others] = plan.generator;
  if (first === undefined) return plan;
  if (others.length > 0) return { ...plan, backend: [first], generator: others };
  const note =
    "Generator and backends share a core: where that is busy, figures are those of the load.";
  return { ...plan, notes: [...plan.notes, note] };
}
