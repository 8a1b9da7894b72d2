/** What this host can run, what is missing and how to get it, and how quiet it is. */
import { command, runCommand } from "../common/command.ts";
import { delay } from "../common/time.ts";
import { planCores } from "./host/cores.ts";
import { readHostCounters, readHostEnvironment } from "./host/environment.ts";
import { findCandidates, resolveCandidate } from "./implementations.ts";
import { LOAD_TOOLS } from "./load/mod.ts";
import { SCENARIOS } from "./scenarios/mod.ts";

/** Seconds that the host is watched for what else it does. */
const WATCH_SECONDS = 1;

/** `deno task doctor` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "doctor",
    "Say what this host can run, what is missing and how quiet it is.",
  )
    .action(async () => {
      const cores = planCores(1);
      const environment = await readHostEnvironment(cores);
      console.log(`host: ${environment.title}`);
      for (const [key, value] of Object.entries(environment.fingerprint)) {
        console.log(`  ${key}: ${value}`);
      }
      for (const sentence of environment.isolation) console.log(`  ${sentence}`);
      await printQuietness();
      console.log("\nload tools");
      for (const tool of LOAD_TOOLS) {
        const ready = await tool.prepare().catch(() => undefined);
        console.log(
          ready === undefined
            ? `  missing   ${tool.name}: ${tool.get}`
            : `  ready     ${ready.name} ${ready.version}`,
        );
      }
      for (const scenario of SCENARIOS) {
        const resolved = await Promise.all(
          (await findCandidates(scenario)).map((candidate) => resolveCandidate(candidate)),
        );
        const runnable = resolved.filter((each) => each.lacks.length === 0).length;
        console.log(`\n${scenario.name}: ${runnable} of ${resolved.length} can be run here`);
        for (const { candidate, programs, lacks } of resolved) {
          if (lacks.length === 0) {
            const versions = [...programs].map(([name, { version }]) => `${name} ${version}`);
            console.log(`  runnable  ${candidate.name}: ${versions.join(", ")}`);
          }
          for (const lack of lacks) {
            console.log(`  missing   ${candidate.name}: ${lack.reason}; get it: ${lack.remedy}`);
          }
        }
      }
    });
  return await runCommand(program, args);
}

async function printQuietness(): Promise<void> {
  const before = readHostCounters();
  await delay(WATCH_SECONDS);
  const after = readHostCounters();
  const load = Deno.loadavg()[0] ?? 0;
  const steal = after.stealSeconds - before.stealSeconds;
  console.log("\nquiet?");
  console.log(
    load > 0.5
      ? `  load average ${load.toFixed(2)}: end what else runs here before measuring`
      : `  load average ${load.toFixed(2)}: quiet`,
  );
  console.log(
    steal > 0.01 * WATCH_SECONDS
      ? `  the hypervisor took ${
        (steal * 1000).toFixed(0)
      } ms in ${WATCH_SECONDS} s: expect wide intervals`
      : "  no time stolen by a hypervisor",
  );
  if (after.swapPages > before.swapPages) console.log("  the host is swapping: free memory first");
}

if (import.meta.main) await main(Deno.args);
