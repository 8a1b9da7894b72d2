/** Job bench: every scenario that the plan has for a host, one after another. Resumable. */
import { command, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { reportFolder } from "../pipeline/report.ts";
import { interruptSignal } from "../runners/interrupt.ts";
import { isComplete } from "../runners/plan.ts";
import { implementationsOf } from "./implementations.ts";
import { type PlannedReport, type PublicationPlan, readPublicationPlan } from "./plan_file.ts";
import { runTask } from "./run.ts";

/** Arguments of the bench that makes a report of the plan; `known` are its scenario's implementations. */
export function benchArguments(
  plan: PublicationPlan,
  { name, scenario }: PlannedReport,
  known: readonly string[],
): string[] {
  const chosen = plan.implementations?.filter((each) => known.includes(each)) ?? [];
  return [
    `--scenario=${scenario}`,
    `--profile=${plan.profile}`,
    `--report=${name}`,
    // Drawn from the name: a bench that is begun anew has the same order.
    `--seed=${name}`,
    ...(plan.budget_seconds === undefined ? [] : [`--budget=${plan.budget_seconds}`]),
    ...chosen.map((each) => `--implementation=${each}`),
  ];
}

const INTERRUPTED = "interrupted; finished trials are kept, the same command goes on from there";

/** `deno task publish:bench HOST` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("publish:bench", "Measure what the plan has for this host; resumable.")
    .argument("<host>", "name of this machine in runners/hosts.json")
    .action(async (host: string) => {
      const plan = await readPublicationPlan();
      const reports = plan.reports.filter((report) => report.host === host);
      if (reports.length === 0) {
        throw new Failure(`the plan of ${plan.tag} has nothing for the host "${host}"`, 2);
      }
      const signal = interruptSignal(INTERRUPTED, () => Deno.exit(1));
      const incomplete: string[] = [];
      for (const report of reports) {
        const known = implementationsOf(report.scenario);
        const status = await runTask("bench", benchArguments(plan, report, known), signal);
        signal.throwIfAborted();
        // Single servers may fail; they are named in the report. A report that is not whole is none, and the
        // other scenarios are measured all the same.
        if (!await isComplete(reportFolder(report.name))) incomplete.push(report.name);
        else if (status !== 0) {
          console.error(`${report.name}: complete, with the failures named above`);
        }
      }
      if (incomplete.length > 0) {
        throw new Failure(
          `not complete: ${incomplete.join(", ")}; the same command goes on from there`,
        );
      }
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
