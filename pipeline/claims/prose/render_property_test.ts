import { deepEqual, match, ok } from "node:assert/strict";
import fc from "fast-check";
import { readPassages } from "./passages.ts";
import { readProse } from "./prose.ts";
import { renderProse } from "./render.ts";
import { CONTEXT, problems } from "./testing_context.ts";

Deno.test("no text makes renderProse() fail other than with a place in it", () => {
  const part = fc.constantFrom(
    '{{ rank("ruchy") }}',
    "{{",
    "}}",
    "`",
    "```",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "| a | b |\n|---|---|\n",
    "[a](b ",
    '"t")',
    "<http://a>",
    "*",
    "40",
    " ms",
    "&#52;",
    "\\",
    "word ",
  );
  fc.assert(fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
    for (const line of problems(parts.join(""))) match(line, /^\d+:\d+: /);
  }));
});

Deno.test("what was checked is what is shown: expressions change no structure of a text", () => {
  const expression = '{{ rank("ruchy") | rank }}';
  const part = fc.constantFrom(
    expression,
    `${expression}.`,
    `{{ given "a_b*c*|[d](e)#-" "a name" }}`,
    "`",
    "```\n",
    "~~~\n",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "# ",
    "| a | b |\n|---|---|\n|",
    "[a]",
    "(b)",
    "<",
    ">",
    "*",
    "_",
    "|",
    "\\",
    "&",
    " word ",
  );
  const shown = (markdown: string) => readPassages(markdown).passages.map(({ text }) => text);
  let compared = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
      const source = parts.join("");
      if (problems(source).length > 0) return;
      const { braces, passages } = readProse(source);
      const expected = passages.map(({ text }) =>
        text.replace(
          /[\ue000-\uf8ff]/g,
          (sign) =>
            braces[sign.charCodeAt(0) - 0xe000]?.content.includes("given")
              ? "a_b*c*|[d](e)#-"
              : "2",
        )
      );
      deepEqual(shown(renderProse(source, CONTEXT).markdown), expected, source);
      compared++;
    }),
    { numRuns: 1000 },
  );
  ok(compared > 100);
});
