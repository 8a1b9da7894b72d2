/** Measured claims in words: "twice as fast", "ten times", "half the memory", "fifty percent". */

const TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)";
const UNITS = "(?:one|two|three|four|five|six|seven|eight|nine)";
const CARDINAL =
  `(?:${TENS}(?:[- ]${UNITS})?|two|three|four|five|six|seven|eight|nine|ten|eleven|` +
  "twelve|fifteen|(?:a |one )?(?:dozen|hundred|thousand|million))";
const PARTS = "(?:third|quarter|fifth|sixth|eighth|tenth|hundredth)s?";
/** What a part is compared with; "the first half of the run" is no comparison, its article is before. */
const OF = "(?:as|the|its|that|their|of|what|more|less|fewer|faster|slower|again)";
const UNIT = "(?:percent|per cent|%|percentage points?|(?:micro|milli)seconds?|" +
  "(?:mega|mebi|giga|gibi)bytes?|(?:requests|items|messages) (?:per|a) second)";

/** How often something is or was done, which is no comparison: "each was run three times". */
const REPEATED =
  /\b(?:repeat|run|runs|ran|running|tri(?:ed|es)|try|measur|execut|restart|retri|call|ask|sent|send|read|visit|happen|count)\p{L}*\b[^.;:,]*$/iu;
const COMPARING =
  /^\s+(?:as|the|its|that|their|what|more|less|worse|(?!(?:p|ov|aft|und|ev|nev)er\b)\p{L}+er)\b/iu;

const MULTIPLE = new RegExp(`\\b(?:twice|thrice|${CARDINAL} times)\\b`, "giu");
const OTHERS: readonly RegExp[] = [
  new RegExp(`\\b${CARDINAL}[ -]?fold\\b`, "giu"),
  new RegExp(`\\b${CARDINAL}[ -]${UNIT}(?!\\p{L})`, "giu"),
  new RegExp(`(?<!\\b(?:first|second|other|each|latter) )\\bhalf\\s+${OF}\\b`, "giu"),
  new RegExp(`\\b(?:an?|one|two|three)[ -]${PARTS}\\s+${OF}\\b`, "giu"),
  /\b(?:halv|doubl|tripl|quadrupl)(?:es|ed|ing)\b/giu,
  /\b(?:double|triple|quadruple)\s+(?:the|its|that|their|what|as)\b/giu,
  /\borders? of magnitude\b/giu,
  /[¼½¾⅓⅔⅛]/gu,
];

/** A ratio in words, and where it stands. */
export interface NumberWords {
  at: number;
  text: string;
}

/** Whether "N times" at `at` says how often and not how much; `end` is behind "times". */
export function isRepetition(text: string, at: number, end: number): boolean {
  return REPEATED.test(text.slice(0, at)) && !COMPARING.test(text.slice(end));
}

/** Every ratio that is spelled in words. */
export function findNumberWords(text: string): NumberWords[] {
  const multiples = matchesOf(MULTIPLE, text).filter(({ at, text: words }) =>
    !isRepetition(text, at, at + words.length)
  );
  return [...multiples, ...OTHERS.flatMap((pattern) => matchesOf(pattern, text))];
}

/** Not `matchAll`: it copies the pattern, and compiling a copy takes longer than reading most texts does. */
function matchesOf(pattern: RegExp, text: string): NumberWords[] {
  const found: NumberWords[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push({ at: match.index, text: match[0] });
  }
  return found;
}
