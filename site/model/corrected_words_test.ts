import { equal } from "node:assert/strict";
import { renderMarkdown } from "../markdown.ts";
import { markWords } from "./corrected_words.ts";

const correction = (words: string) => ({
  ...{ state: "retracted" as const, report: "later", reason: "It was not.", source: "" },
  words,
});
const NOTE = (number: number) =>
  ` <span class="mark-retracted">(<a href="#erratum-${number}">retracted</a>)</span>`;

Deno.test("words of a text are struck where they stand, each with a link to its notice", () => {
  const html = renderMarkdown('The "host" was\nanother one. [A link](one "the host") & *more*.');
  equal(
    markWords(html, [correction('The "host" was another one'), correction("more")]),
    html.replace(
      "The &quot;host&quot; was\nanother one",
      `<s>The &quot;host&quot; was\nanother one</s>${NOTE(1)}`,
    ).replace("more", `<s>more</s>${NOTE(2)}`),
  );
});

Deno.test("words that stand twice, over elements, or within tags alone are not marked", () => {
  const html = renderMarkdown("## Once\n\none, *one* and [a b](c)\n");
  for (const words of ["one", "one and", "nowhere", "text-once", "href"]) {
    equal(markWords(html, [correction(words)]), html, words);
  }
  equal(markWords(html, []), html);
});
