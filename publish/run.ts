/** Other tasks and programs, run where this one runs; what they print goes where ours goes. */
import { Failure } from "../common/failure.ts";

/** Runs a task of deno.json and returns its exit status. The line it prints first can be run by hand. */
export async function runTask(task: string, args: readonly string[]): Promise<number> {
  console.error(`$ deno task ${[task, ...args].join(" ")}`);
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", task, ...args],
    stdin: "null",
  }).spawn().status;
  return code;
}

/** The same of a task that must do its work; a Failure names it otherwise. */
export async function requireTask(task: string, args: readonly string[]): Promise<void> {
  const status = await runTask(task, args);
  if (status !== 0) {
    throw new Failure(`\`deno task ${[task, ...args].join(" ")}\` failed, see above`);
  }
}

/** Runs a program with its output captured. */
export async function outputOf(
  argv: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ success: boolean; text: string; problem: string }> {
  const [program, ...args] = argv;
  try {
    const { success, stdout, stderr } = await new Deno.Command(program, {
      args,
      env: environment,
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return { success, text: decoder.decode(stdout), problem: decoder.decode(stderr).trim() };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Failure(`${program} is not on this machine; install it`);
  }
}

/** Runs a program that must do its work; a Failure says what it said otherwise. */
export async function require(
  argv: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { success, text, problem } = await outputOf(argv, environment);
  if (!success) throw new Failure(`\`${argv.join(" ")}\` failed: ${problem}`);
  return text;
}
