import { Command, CommanderError, Help, type Option } from "commander";
import { Failure } from "./failure.ts";
import { asFailure } from "./file_errors.ts";

/** A command of the contract: `--help`, and exit status 0 done, 1 failed, 2 wrong usage. */
export function command(name: string, description: string): Command {
  return new Command(`deno task ${name}`)
    .description(description)
    .exitOverride()
    // Told here, since finding it out reads environment variables that most tasks may not read.
    .configureOutput({ getOutHasColors: () => false, getErrHasColors: () => false })
    .configureHelp({ optionDescription })
    .helpOption("--help", "print this and end")
    .showHelpAfterError("See --help for what is taken.")
    .allowExcessArguments(false);
}

/** What the help says of an option; that it is off, or empty, where it is not given goes without saying. */
function optionDescription(option: Option): string {
  const text = new Help().optionDescription(option);
  const value: unknown = option.defaultValue;
  const isNothing = value === false || value === "" || (Array.isArray(value) && value.length === 0);
  return isNothing ? text.replace(` (default: ${JSON.stringify(value)})`, "") : text;
}

/**
 * Parses `args`, runs `action` and ends the process with the contract's exit status.
 * A {@linkcode Failure} is printed as one message, and so is an error of the file system; anything else keeps
 * its stack, since it is our fault.
 */
export async function runCommand(program: Command, args: readonly string[]): Promise<never> {
  try {
    await program.parseAsync([...args], { from: "user" });
    return Deno.exit(exitStatus);
  } catch (error) {
    if (error instanceof CommanderError) Deno.exit(error.exitCode === 0 ? 0 : 2);
    const failure = asFailure(error);
    if (failure instanceof Failure) {
      console.error(withoutControlsOfLines(`error: ${failure.message}`));
      Deno.exit(failure.status);
    }
    if (error instanceof Deno.errors.NotCapable) {
      const [first = ""] = error.message.split("\n");
      console.error(withoutControls(`error: ${first}; see the permission flags in deno.json`));
      Deno.exit(1);
    }
    throw error;
  }
}

let exitStatus = 0;

/** Sets the status a command ends with when its action has something to report but did its work. */
export function endWith(status: 0 | 1): void {
  exitStatus = status;
}

/** Reads a command-line number; a {@linkcode Failure} of status 2 names the option otherwise. */
export function numberOption(name: string, minimum = -Infinity): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value) || value < minimum) {
      const least = minimum === -Infinity ? "" : ` of at least ${minimum}`;
      throw new Failure(`${name} takes a number${least}, not "${text}"`, 2);
    }
    return value;
  };
}

/** More connections, trials or seconds than any host bears; numbers far above have no exact digits, or overflow a timer. */
const MOST_COUNTED = 1_000_000;

/** The same of a whole number from 1 to a million: of what is counted. */
export function wholeNumberOption(name: string): (text: string) => number {
  const read = numberOption(name, 1);
  return (text) => {
    const value = read(text);
    if (!Number.isInteger(value) || value > MOST_COUNTED) {
      throw new Failure(`${name} takes a whole number up to ${MOST_COUNTED}, not "${text}"`, 2);
    }
    return value;
  };
}

/** A line without control characters: names out of raw files are shown to a terminal, which obeys them. */
export function withoutControls(line: string): string {
  // deno-lint-ignore no-control-regex
  return line.replace(/[\u0000-\u001f\u007f-\u009f]/g, "\ufffd");
}

/** The same of a message, which may have several lines. */
export function withoutControlsOfLines(message: string): string {
  return message.split("\n").map(withoutControls).join("\n");
}

/** Prints data on stdout, all of it; ends the process quietly when nobody reads any more (`| head`). */
export function printData(text: string): void {
  let bytes = new TextEncoder().encode(text);
  try {
    // One write may take only a part: a pipe holds 64 KiB.
    while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) Deno.exit(0);
    throw asFailure(error, "standard output");
  }
}
