/** Ways in which raw files get damaged: cut, edited by hand, coloured, joined. */
import type { Random } from "../../common/random.ts";

/** A damaged copy of a file, and what was done to it, for the message of a failing case. */
export interface Mutant {
  text: string;
  done: string;
}

export interface Mutation {
  name: string;
  /**
   * `same`: the content is unchanged, so every value must be as before. `damaged`: a value that differs needs
   * a finding. `lossy`: what is left may be a whole file that says something else, so that nothing must be
   * thrown is all that can be asked.
   */
  effect: "same" | "damaged" | "lossy";
  apply(text: string, random: Random, other: string): Mutant;
}

const COLOURS = ["\x1b[1m", "\x1b[32m", "\x1b[0m", "\x1b[38;5;245m", "\x1b(B\x1b[m"];

/** Beyond what a number holds exactly, and beyond what it holds at all. */
export const LARGE_NUMBERS = ["9007199254740993", "1e300", "1e999", "9".repeat(400)];

/** Applies a change to one random line. */
function atLine(
  text: string,
  random: Random,
  change: (lines: string[], index: number) => string,
): Mutant {
  const lines = text.split("\n");
  const done = change(lines, random.below(lines.length));
  return { text: lines.join("\n"), done };
}

export const MUTATIONS: readonly Mutation[] = [
  {
    name: "cut",
    effect: "damaged",
    apply(text, random) {
      const at = random.below(text.length);
      return { text: text.slice(0, at), done: `cut at ${at}` };
    },
  },
  {
    name: "beheaded",
    effect: "lossy",
    apply(text, random) {
      const at = random.below(text.length);
      return { text: text.slice(at), done: `beheaded at ${at}` };
    },
  },
  {
    name: "crlf",
    effect: "same",
    apply: (text) => ({ text: text.replaceAll("\n", "\r\n"), done: "CRLF" }),
  },
  {
    name: "coloured",
    effect: "same",
    apply(text, random) {
      const lines = text.split("\n").map((line) =>
        random.below(2) === 0 ? line : `${COLOURS[random.below(COLOURS.length)]}${line}\x1b[0m`
      );
      return { text: lines.join("\n"), done: "coloured" };
    },
  },
  {
    name: "line doubled",
    effect: "damaged",
    apply: (text, random) =>
      atLine(text, random, (lines, index) => {
        lines.splice(index, 0, lines[index] as string);
        return `line ${index + 1} doubled`;
      }),
  },
  {
    name: "line removed",
    effect: "lossy",
    apply: (text, random) =>
      atLine(text, random, (lines, index) => {
        lines.splice(index, 1);
        return `line ${index + 1} removed`;
      }),
  },
  {
    name: "lines swapped",
    effect: "damaged",
    apply: (text, random) =>
      atLine(text, random, (lines, index) => {
        const other = random.below(lines.length);
        [lines[index], lines[other]] = [lines[other] as string, lines[index] as string];
        return `lines ${index + 1} and ${other + 1} swapped`;
      }),
  },
  {
    name: "line cut",
    effect: "lossy",
    apply: (text, random) =>
      atLine(text, random, (lines, index) => {
        const line = lines[index] as string;
        const at = random.below(line.length + 1);
        lines[index] = line.slice(0, at);
        return `line ${index + 1} cut at ${at}`;
      }),
  },
  {
    name: "number replaced",
    // A decimal in another number's place is as good as the number itself.
    effect: "lossy",
    apply(text, random) {
      const numbers = [...text.matchAll(/\d+(?:\.\d+)?/g)];
      const number = numbers[random.below(numbers.length)];
      if (number === undefined) return { text, done: "no number to replace" };
      const large = LARGE_NUMBERS[random.below(LARGE_NUMBERS.length)] as string;
      const rest = text.slice(number.index + number[0].length);
      const done = `number at ${number.index} is ${large.slice(0, 30)}`;
      return { text: text.slice(0, number.index) + large + rest, done };
    },
  },
  {
    name: "joined",
    effect: "damaged",
    apply: (text, random, other) =>
      random.below(2) === 0
        ? { text: `${text}${other}`, done: "followed by another tool's file" }
        : { text: `${other}${text}`, done: "preceded by another tool's file" },
  },
];
