/**
 * Everything that must pass, in one command: format, lint, types, unit tests beside the source, a real bench
 * end to end, the built pages in a real browser. Ends with the line `N passed, N failed`.
 */
import { command, endWith, runCommand } from "../common/command.ts";
import { formatSeconds } from "../common/progress.ts";

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);

interface Count {
  passed: number;
  failed: number;
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
    count.failed++;
    console.log(`${name} failed`);
  }
}

/** Runs tests and adds their numbers; a run that reports no test at all counts as a failure. */
async function test(name: string, args: readonly string[], count: Count): Promise<void> {
  console.log(`\n== ${name}`);
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  const success = await deno(["test", "--allow-all", `--junit-path=${report}`, ...args]);
  const xml = await Deno.readTextFile(report);
  await Deno.remove(report);
  const { passed, failed } = countJunit(xml);
  count.passed += passed;
  count.failed += failed;
  if (failed === 0 && (!success || passed === 0)) {
    count.failed++;
    console.log(passed === 0 ? `${name}: no test was run` : `${name} failed outside its tests`);
  }
}

/** Passed and failed tests of a JUnit report; a test that was not run counts as failed. */
export function countJunit(xml: string): Count {
  const head = /<testsuites\b[^>]*>/.exec(xml)?.[0] ?? "";
  const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const notRun = xml.match(/<skipped\b/g)?.length ?? 0;
  const failed = number("failures") + number("errors");
  return { passed: number("tests") - failed - notRun, failed: failed + notRun };
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
      const count: Count = { passed: 0, failed: 0 };
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
      console.log(`${count.passed} passed, ${count.failed} failed`);
      if (count.failed > 0) endWith(1);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
