/** One command of a build: it ends, with all that it started, when it takes too long or a person interrupts. */
import { withinSeconds } from "../common/time.ts";
import { type RunningProcess, startProcess } from "./executor/process.ts";
import { lastLine } from "./executor/readiness.ts";

/** Seconds it may take where nothing else is said. */
const MOST_SECONDS = 900;

export interface BuildCommand {
  /** As a person would type it: what a sentence about it names. */
  argv: readonly string[];
  /** The same with the paths of the programs that were found. */
  command: readonly string[];
  cwd: string;
  /** Set beside what it inherits. */
  environment?: Readonly<Record<string, string>>;
  mostSeconds?: number;
}

/**
 * Runs a command of a build to its end. Throws an Error that names the command and says what went wrong, and the
 * reason of `signal` where it fires before.
 */
export async function runBuildCommand(build: BuildCommand, signal: AbortSignal): Promise<void> {
  const { argv, command, cwd, environment = {}, mostSeconds = MOST_SECONDS } = build;
  signal.throwIfAborted();
  const inherited = Object.fromEntries(
    Object.entries(Deno.env.toObject()).filter(([name]) => !name.startsWith("npm_")),
  );
  // Compilers that are killed leave behind what they keep there, hundreds of megabytes of it.
  const temporary = await Deno.makeTempDir({ prefix: "wallclock-build-" });
  let process: RunningProcess | undefined;
  try {
    process = startProcess(
      {
        role: "program",
        argv,
        command,
        environment: { ...inherited, TMPDIR: temporary, ...environment },
        cwd,
        cores: [],
      },
      { separateStdout: false },
    );
    const status = await withinSeconds(process.ended, mostSeconds, signal);
    signal.throwIfAborted();
    if (status === undefined) {
      throw new Error(`\`${argv.join(" ")}\` did not end within ${mostSeconds} s`);
    }
    if (!status.success) {
      throw new Error(
        `\`${argv.join(" ")}\` ended with status ${status.code}: ${errorLine(process.log())}`,
      );
    }
  } finally {
    await process?.stop();
    await Deno.remove(temporary, { recursive: true });
  }
}

/** The line that says what went wrong, where a compiler marks it; else the last. */
function errorLine(log: Uint8Array): string {
  const text = new TextDecoder().decode(log);
  const marked = text.split("\n").find((line) => /\berror\b/i.test(line));
  return marked?.trim().slice(0, 300) ?? lastLine(log);
}
