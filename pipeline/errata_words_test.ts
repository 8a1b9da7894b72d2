import { deepEqual, equal } from "node:assert/strict";
import { arePlainWords, placesOfWords, wordsProblem } from "./errata_words.ts";

Deno.test("words are found over line ends, and not within other words", () => {
  const text = "The host was\n  another one. Another one (was another one).";
  deepEqual(placesOfWords("host  was another", text), [{ from: 4, to: 22 }]);
  equal(placesOfWords("another one", text).length, 2);
  deepEqual(placesOfWords("nother one", text), []);
  deepEqual(placesOfWords("one)", text), [{ from: text.indexOf("one)"), to: text.length - 1 }]);
  deepEqual(placesOfWords("over.all", "over all"), []);
});

Deno.test("words with signs that are not shown as they are written cannot be named", () => {
  equal(arePlainWords('the "other" host: 2.5 %, on average; at most'), true);
  for (const words of ["", " ", "a *b*", "{{ x }}", "a_b", "[link", "a & b", "`code`", "a|b"]) {
    equal(arePlainWords(words), false, words);
  }
});

Deno.test("words must stand in a text once", () => {
  equal(wordsProblem("one two", "one\ntwo"), undefined);
  equal(wordsProblem("one two", "one three"), "none such");
  equal(wordsProblem("one", "one one"), "them 2 times");
  equal(wordsProblem("one", undefined), "no text at all");
  equal(
    wordsProblem("**one**", "**one**"),
    "words with signs of Markdown or of expressions",
  );
});
