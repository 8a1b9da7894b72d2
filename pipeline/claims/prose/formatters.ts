/**
 * How an expression is put into words: one entry a formatter, and this table is the only place. Each prints
 * what a sentence can carry and throws a Failure on what it would turn into something untrue.
 */
import { Failure } from "../../../common/failure.ts";
import { formatNumber } from "../../../common/number_format.ts";
import type { FindingRow } from "../../tables/findings.ts";
import type { Quantity } from "../quantity.ts";
import { rulesThatWithhold } from "../withheld_by.ts";
import { decimalsOf, NOT_KNOWN, ONE_TRIAL, phrase, readingOf } from "./digits.ts";
import { describeCell, needNoUnit, needSide, scaleOf, withheldIn } from "./quantity_words.ts";

/** What a name after the bar does. */
export interface Formatter {
  /** With an example; shown to an author who asked for a name that is not there. */
  about: string;
  print: (quantity: Quantity) => string;
}

const percent = (value: number) => value * 100;

/** Used where the braces name none. */
export const DEFAULT_FORMATTER = "value";
/** The one that goes with another, and comes last. */
export const WITHHELD_FORMATTER = "withheld";

export const FORMATTERS: Readonly<Record<string, Formatter>> = {
  [DEFAULT_FORMATTER]: {
    about: "value and unit: 316.5 k req/s",
    print(quantity) {
      const { divisor, unit } = scaleOf(quantity);
      return phrase(readingOf(quantity, (value) => value / divisor), unit);
    },
  },
  interval: { about: "with its 95 % interval: 12.1 (11.8 to 12.4)", print: printInterval },
  times: {
    about: "a ratio: 12.1 times",
    print(quantity) {
      needNoUnit(quantity, "a ratio");
      needPositive(quantity);
      return phrase(readingOf(quantity, (value) => value), "times");
    },
  },
  percent: {
    about: "a share of a whole: 47 %",
    print(quantity) {
      needNoUnit(quantity, "a share");
      if (quantity.value < 0 || quantity.value > 1) {
        throw new Failure('a share lies between 0 and 1; of a ratio say "times", "uses" or "more"');
      }
      return phrase(readingOf(quantity, percent), "%");
    },
  },
  points: {
    about: "the difference of two shares: 20.8 percentage points",
    print(quantity) {
      // The load of a core is told in percent of it: 0.826 cores are 82.6 %.
      const words = quantity.unit === "cores" ? "percentage points of a core" : "percentage points";
      if (quantity.unit !== "cores") {
        needNoUnit(quantity, "a difference of shares");
        if (Math.abs(quantity.value) > 1) {
          throw new Failure("two shares differ by 1 at most; this is no difference of shares");
        }
      }
      return phrase(readingOf(quantity, percent), words);
    },
  },
  less: {
    about: "how far a ratio is below 1: 0.468 is 53 % less",
    print(quantity) {
      needSide(quantity, "below");
      return phrase(readingOf(quantity, (value) => percent(1 - value)), "% less");
    },
  },
  more: {
    about: "how far a ratio is above 1: 1.13 is 13 % more",
    print(quantity) {
      needSide(quantity, "above");
      return phrase(readingOf(quantity, (value) => percent(value - 1)), "% more");
    },
  },
  uses: {
    about: 'a ratio as a share, for "uses 47 % of": 0.468 is 47 %',
    print(quantity) {
      needNoUnit(quantity, "a ratio");
      needPositive(quantity);
      return phrase(readingOf(quantity, percent), "%");
    },
  },
  count: {
    about: "what was counted, to the last one: 12 345",
    print(quantity) {
      needNoUnit(quantity, "a count");
      if (!Number.isSafeInteger(quantity.value)) {
        throw new Failure(`a count is a whole number, and this is ${quantity.value}`);
      }
      if (quantity.low !== quantity.high) {
        throw new Failure("the count differs from trial to trial; use the default");
      }
      return bounded(quantity, formatNumber(quantity.value));
    },
  },
  rank: { about: "place among all, ties together: 3, or 2 to 4", print: printRank },
};

/**
 * Prints with the formatters named after the bars. Throws a Failure on what they cannot say. `findings` are the
 * report's: they tell which rules withhold.
 */
export function formatQuantityAs(
  quantity: Quantity,
  names: readonly string[],
  findings: readonly FindingRow[],
): string {
  const withheld = withheldIn(quantity);
  const asWithheld = names.at(-1) === WITHHELD_FORMATTER;
  const [name = DEFAULT_FORMATTER, ...more] = asWithheld ? names.slice(0, -1) : names;
  const formatter = Object.hasOwn(FORMATTERS, name) ? FORMATTERS[name] : undefined;
  if (formatter === undefined) throw new Failure(`"${name}" is no formatter; there are ${known()}`);
  if (more.length > 0) {
    throw new Failure(
      `one formatter an expression, and "${WITHHELD_FORMATTER}" last; take one away`,
    );
  }
  if (!Number.isFinite(quantity.value)) {
    throw new Failure(`the value is ${quantity.value}: nothing can be printed; drop the sentence`);
  }
  const reasons = rulesThatWithhold(withheld, findings);
  if (withheld.length > 0 && !asWithheld) {
    throw new Failure(
      `${withheld.map(describeCell).join(" and ")} is withheld (${
        reasons.join(", ")
      }); say so with "| withheld", or state nothing`,
    );
  }
  if (asWithheld && withheld.length === 0) {
    throw new Failure(`nothing in it is withheld; take "| ${WITHHELD_FORMATTER}" away`);
  }
  const text = refusing(name, () => formatter.print(quantity));
  return asWithheld ? `${text} (withheld: ${reasons.join(", ")})` : text;
}

function refusing(name: string, print: () => string): string {
  try {
    return print();
  } catch (error) {
    throw error instanceof Failure ? new Failure(`"${name}": ${error.message}`) : error;
  }
}

/** The formatters there are, each with its example. */
function known(): string {
  return Object.entries(FORMATTERS).map(([name, { about }]) => `${name} (${about})`).join("; ");
}

function needPositive({ value }: Quantity): void {
  if (!(value > 0)) throw new Failure(`needs a ratio above 0, and this is ${value}`);
}

function bounded({ bound }: Quantity, text: string): string {
  if (bound === "not known") return NOT_KNOWN;
  return bound === "" ? text : `${bound === "at least" ? "≥" : "≤"}\u00a0${text}`;
}

function printInterval(quantity: Quantity): string {
  const { divisor, unit } = scaleOf(quantity);
  const reading = readingOf(quantity, (value) => value / divisor);
  const { low, high, certainty } = reading;
  if (certainty === "single") throw new Failure("one trial has no interval; use the default");
  if (certainty === "exact" || low === null || high === null) {
    throw new Failure("there is no interval of it; use the default");
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    throw new Failure("the interval has no end; use the default");
  }
  if (reading.bound === "not known") return NOT_KNOWN;
  // The ends of a rounded figure lie half a digit away from it: one more decimal shows them.
  const decimals = decimalsOf(reading) + (certainty === "rounded" ? 1 : 0);
  const ends = `${formatNumber(low, decimals)} to ${formatNumber(high, decimals)}`;
  return `${phrase(reading, unit)} (${ends}${certainty === "rounded" ? " by rounding" : ""})`;
}

/** The rank that the table gives a figure, or a rank that was computed: `rank("ruchy")`. */
function printRank(quantity: Quantity): string {
  const { figure, value, certainty } = quantity;
  if (figure !== undefined) {
    const { rank_low: low, rank_high: high } = figure;
    if (low === null || high === null) {
      throw new Failure(`${describeCell(figure)} is not ranked; state no rank`);
    }
    return places(low, high);
  }
  needNoUnit(quantity, "a rank");
  const low = quantity.low ?? value;
  const high = quantity.high ?? value;
  if (![low, value, high].every((place) => Number.isSafeInteger(place) && place > 0)) {
    throw new Failure(`a rank is 1, 2, 3 and so on, and this is ${value}`);
  }
  return places(low, high) + (certainty === "single" ? ONE_TRIAL : "");
}

function places(low: number, high: number): string {
  return low === high ? `${low}` : `${low} to ${high}`;
}
