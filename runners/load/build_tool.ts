/** Compiles or installs a load tool, as `prepare()` of a tool does at its first use. */
import { Failure, messageOf } from "../../common/failure.ts";
import { type BuildCommand, runBuildCommand } from "../build_command.ts";

/** Throws a Failure that names the tool and says what went wrong, and the reason of `signal` where it fires before. */
export async function buildTool(
  name: string,
  build: BuildCommand,
  signal: AbortSignal,
): Promise<void> {
  try {
    await runBuildCommand(build, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new Failure(`the load tool ${name} cannot be built: ${messageOf(error)}`);
  }
}
