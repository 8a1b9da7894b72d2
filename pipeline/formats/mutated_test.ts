import { existsSync } from "node:fs";
import { deepEqual, equal, match, ok } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../common/failure.ts";
import { runsOf, textOf, TEXTS } from "../../tests/formats/texts.ts";
import { inspectRuns } from "../inspected.ts";
import { LARGE_NUMBERS } from "../../tests/fuzz/mutations.ts";
import { FORMATS } from "./mod.ts";
import { readRuns } from "./read.ts";

/** A text with some pieces of it gone, doubled or replaced. */
function mutate(text: string, edits: readonly Edit[]): string {
  return edits.reduce((changed, { where, length, insert }) => {
    const at = Math.floor(where * changed.length);
    const piece = insert ?? changed.slice(at, at + 2 * length);
    return changed.slice(0, at) + piece + changed.slice(at + length);
  }, text);
}

interface Edit {
  where: number;
  length: number;
  insert: string | undefined;
}

const edits = fc.array(
  fc.record({
    where: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 60 }),
    insert: fc.option(
      fc.constantFrom(
        "",
        "\n",
        "-",
        "e999",
        "null",
        "-1",
        "NaN",
        "0",
        "{",
        "]",
        '"',
        "99999999999999999999",
      ),
      { nil: undefined },
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

/** So many numbers of each text are replaced, evenly over it. */
const MOST_REPLACED = 100;

for (const format of FORMATS) {
  Deno.test(`${format.name} reads mutilated input to finite numbers or a named failure`, async () => {
    const text = textOf(format);
    const whole = await runsOf(format, text);
    ok(whole.some((run) => run.measurements.length > 0), "its whole text has no measurement");
    await fc.assert(
      fc.asyncProperty(edits, async (given) => {
        const mutated = mutate(text, given);
        format.recognizes(mutated);
        try {
          for (const run of await runsOf(format, mutated)) {
            for (const each of run.measurements) {
              ok(Number.isFinite(each.value), `${each.metric} ${each.statistic} is ${each.value}`);
              ok(
                each.value >= 0 || each.status !== "ok",
                `${each.metric} ${each.statistic} is ${each.value}`,
              );
            }
          }
        } catch (error) {
          ok(error instanceof Failure && error.message.startsWith("f"), String(error));
        }
      }),
      { numRuns: 300 },
    );
  });
}

for (const format of FORMATS) {
  Deno.test(`${format.name} makes of a number too large, and its corrections too, finite numbers or a named failure`, async () => {
    const text = textOf(format);
    const numbers = [...text.matchAll(/\d+(?:\.\d+)?/g)];
    const step = Math.ceil(numbers.length / MOST_REPLACED);
    for (let at = 0; at < numbers.length; at += step) {
      const { index, 0: number } = numbers[at] as RegExpExecArray;
      for (const large of LARGE_NUMBERS) {
        const grown = text.slice(0, index) + large + text.slice(index + number.length);
        try {
          const runs = inspectRuns("f", await runsOf(format, grown));
          for (const each of runs.flatMap((run) => run.measurements)) {
            ok(Number.isFinite(each.value), `${each.metric} ${each.statistic} is ${each.value}`);
          }
        } catch (error) {
          const isNamed = error instanceof Failure && error.message.startsWith("f");
          ok(isNamed, `${large.slice(0, 20)} for ${number} at ${index}: ${error}`);
        }
      }
    }
  });
}

/** Where the formats are, as the registry imports them. */
const FILES = [
  ...Deno.readTextFileSync(new URL("mod.ts", import.meta.url))
    .matchAll(/^import \{ (\w+) \} from "(.*)\.ts";$/gm),
].map(([, name = "", path = ""]) => ({ name, path }));

Deno.test("every format of the registry has a test beside it that speaks of it", () => {
  equal(FILES.length, FORMATS.length);
  for (const { name, path } of FILES) {
    const test = new URL(`${path}_test.ts`, import.meta.url);
    const text = existsSync(test) ? Deno.readTextFileSync(test) : "";
    ok(
      text.includes("Deno.test(") && text.includes(name),
      `pipeline/formats/${path.slice(2)}_test.ts is not there, or has no test of ${name}`,
    );
  }
});

Deno.test("the origin of each folder of fixtures is told, and no text is given of a format that is not there", () => {
  const folders = [...Deno.readDirSync(new URL("testdata/", import.meta.url))]
    .filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
  const told = Deno.readTextFileSync(new URL("testdata/README.md", import.meta.url));
  for (const name of folders) {
    ok(
      new RegExp(`^## (.*\\W)?${name}(\\W|$)`, "m").test(told),
      `formats/testdata/README.md has no heading of ${name}/`,
    );
  }
  const names = FORMATS.map(({ name }) => name);
  deepEqual(Object.keys(TEXTS).filter((name) => !names.includes(name)), []);
});

Deno.test("a second document behind the end mark of one of our own files is never passed over", async () => {
  for (
    const name of [
      "stream_probe/paced.txt",
      "k6_requests/v1_8.txt",
      "autocannon/v9_driven.histogram.txt",
      "rounds/fifty.ndjson",
    ]
  ) {
    const text = await Deno.readTextFile(new URL(`testdata/${name}`, import.meta.url));
    const runs = await readRuns(new TextEncoder().encode(text + text), { file: name });
    const said = runs.flatMap(({ findings }) => findings.map(({ message }) => message)).join();
    match(said, /there is more on line \d+, after the end mark/, name);
    const alone = await readRuns(new TextEncoder().encode(`${text}\n\n`), { file: name });
    ok(alone.every(({ measurements }) => measurements.length > 0), name);
  }
});
