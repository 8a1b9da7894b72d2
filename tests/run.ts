/**
 * Everything that must pass, in one command: format, lint, types, unit tests beside the source, a real bench
 * end to end, the built pages in a real browser. Ends with the line `N passed, N failed`.
 */
import { command, endWith, runCommand } from "../common/command.ts";
import { formatSeconds } from "../common/progress.ts";
import { readJunit } from "./junit.ts";

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);

interface Count {
  passed: number;
  /** A line for each that failed. */
  failures: string[];
}

/** Runs Deno with these arguments in the project's root; its output goes to the terminal. */
async function deno(args: readonly string[]): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    stdin: "null",
  }).spawn().status;
  return success;
}

async function check(name: string, args: readonly string[], count: Count): Promise<void> {
  console.log(`\n== ${name}`);
  if (await deno(args)) {
    count.passed++;
  } else {
    count.failures.push(name);
    console.log(`${name} failed`);
  }
}

/** Runs tests and adds their numbers. */
async function test(name: string, args: readonly string[], count: Count): Promise<void> {
  console.log(`\n== ${name}`);
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  const success = await deno(["test", "--allow-all", `--junit-path=${report}`, ...args]);
  const { passed, failures } = readJunit(await Deno.readTextFile(report));
  await Deno.remove(report);
  if (!success && failures.length === 0) failures.push("something outside its tests failed");
  count.passed += passed;
  count.failures.push(...failures.map((failure) => `${name}: ${failure}`));
}

/** `deno task test` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("test", "Check format, lint and types, and run every test.")
    .argument("[PATH...]", "only the tests of these files or folders")
    .option(
      "--corpus <folder>",
      "also read every file of this corpus and compare with its INDEX.csv",
    )
    .action(async (paths: string[], options: { corpus?: string }) => {
      const started = performance.now();
      const count: Count = { passed: 0, failures: [] };
      if (paths.length > 0) {
        await test("tests", paths, count);
      } else {
        await check("format", ["fmt", "--check"], count);
        await check("lint", ["lint"], count);
        await check("types", ["check", "--frozen", "."], count);
        // Side by side; what measures or opens a browser comes after them, alone.
        await test(
          "unit tests",
          ["--parallel", "common", "pipeline", "runners", "site", "publish", "benchmarks"],
          count,
        );
        await test("tests of the whole", ["tests"], count);
      }
      if (options.corpus !== undefined) {
        await check(
          "corpus",
          ["run", "--allow-read", "tests/corpus/run.ts", options.corpus],
          count,
        );
      }
      console.log(`\n${formatSeconds((performance.now() - started) / 1000)}`);
      // Named again where whoever reads only the end sees them.
      for (const failure of count.failures) console.log(`failed: ${failure}`);
      console.log(`${count.passed} passed, ${count.failures.length} failed`);
      if (count.failures.length > 0) endWith(1);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
