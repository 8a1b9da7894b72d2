import { deepEqual, equal, match, throws } from "node:assert/strict";
import { markdownParser } from "../../../common/markdown.ts";
import { renderProse } from "./render.ts";
import { CONTEXT, problems } from "./testing_context.ts";

const plain = (text: string) => text.replace(/\u00a0/g, " ");
const rendered = (source: string) => plain(renderProse(source, CONTEXT).markdown);
const html = (source: string) =>
  plain(markdownParser().render(renderProse(source, CONTEXT).markdown)).trim();

const REPORT = `# Ruchy beside Python

Ruchy answers {{ throughput("ruchy") }} on one core, {{ throughput("ruchy") /
throughput("python") | interval }} as many as Python.

## 1. Memory

It uses {{ memory_rss("ruchy") / memory_rss("python") | uses }} of the memory {{ claim "R01" }}, that is
**{{ memory_rss("ruchy") / memory_rss("python") | less }}**; "47 % less" is {{ claim "R08" | verdict }}.

| server | memory | place |
| ------ | -----: | ----- |
| ruchy  | {{ memory_rss("ruchy") }} | {{ rank("ruchy") | rank }} of 2 |

- Kernel timer: {{ given "40 ms" "delayed ACK of Linux, net/ipv4/tcp.h" }}.
- Write \`{{ throughput("ruchy") | times }}\` to print it; since 2026 with nginx 1.27.0.

~~~
{{ left as it is }}
~~~
`;

Deno.test("renderProse() puts a whole report into words", () => {
  const source = REPORT.replace("/\nthroughput", "/ throughput").replace(
    '"47 % less"',
    "less by that",
  );
  const { markdown, claims, givens } = renderProse(source, CONTEXT);
  equal(
    plain(markdown),
    `# Ruchy beside Python

Ruchy answers 4.50 k req/s on one core, 12.1 \\(11.8 to 12.4\\) as many as Python.

## 1. Memory

It uses 47 % of the memory \\[[R01](#claim-R01)\\], that is
**53 % less**; less by that is [refuted](#claim-R08).

| server | memory | place |
| ------ | -----: | ----- |
| ruchy  | 8.2 MiB | 2 of 2 |

- Kernel timer: 40 ms.
- Write \`{{ throughput("ruchy") | times }}\` to print it; since 2026 with nginx 1.27.0.

~~~
{{ left as it is }}
~~~
`,
  );
  deepEqual(claims, ["R01", "R08"]);
  deepEqual(givens, [{ text: "40 ms", why: "delayed ACK of Linux, net/ipv4/tcp.h", line: 14 }]);
});

Deno.test("renderProse() names every problem of a text by line and column, in its order", () => {
  const found = problems(REPORT);
  equal(found.length, 2);
  match(found[0] ?? "", /^3:54: {{ has no }} on its line/);
  match(
    found[1] ?? "",
    /^9:\d\d: "47 %" is typed and has a unit; let an expression say it, {{ \.\.\. }}/,
  );
});

Deno.test("problems come in the order of the text, whatever found them", () => {
  const found = problems("{{ nope }} is 40 ms, {{ nope }}\nand 41 ms or {{ rank");
  deepEqual(found.map((line) => /^\d+:\d+/.exec(line)?.[0]), [
    "1:6",
    "1:15",
    "1:27",
    "2:5",
    "2:14",
  ]);
});

Deno.test("an expression that fails is named where the evaluator says", () => {
  deepEqual(problems('# A\n\nIt is {{ thruput("a") }}.'), [
    '3:12: no function is called "thruput("a")"',
  ]);
});

Deno.test("what a formatter refuses is named at its braces", () => {
  const [message] = problems('It took {{ throughput("ruchy") | times }}.');
  equal(message, '1:9: "times": prints a ratio, and this is in "1/s"');
  match(problems('{{ rank("ruchy") | fewer }}')[0] ?? "", /^1:1: "fewer" is no formatter/);
  match(problems('{{ withheld("x") }}')[0] ?? "", /^1:1: .* is withheld \(no-samples\)/);
  equal(
    rendered('{{ withheld("x") | withheld }}'),
    "27.2 M req/s \\(one trial\\) \\(withheld\\: no\\-samples\\)",
  );
});

Deno.test("a claim must have the verdict that its author expects", () => {
  equal(
    problems('Faster {{ claim "R13" }}.')[0],
    '1:8: claim "R13" is "not established" (interval above) and claims.json expects "holds"; ' +
      "mend this sentence, then what claims.json expects",
  );
  match(problems('{{ claim "R99" }}')[0] ?? "", /^1:1: claims\.json has no claim "R99"; add it/);
  for (const form of ["times", "verdict | verdict", "verdict | times"]) {
    match(problems(`{{ claim "R01" | ${form} }}`)[0] ?? "", /a claim has one formatter, "verdict"/);
  }
});

Deno.test("a claim that its author leaves open has the verdict of the tables", () => {
  equal(rendered('It is {{ claim "R14" | verdict }}.'), "It is [refuted](#claim-R14).");
});

Deno.test("what may be more, or less, than what was measured is not known, in every form", () => {
  const forms = ["", "| times", "| count", "| more", "| rank"];
  for (const form of forms) equal(rendered(`{{ capacities("x") ${form} }}`), "not known", form);
  equal(
    rendered('{{ unknown("x") | withheld }}'),
    "not known \\(withheld\\: no\\-samples\\)",
  );
});

Deno.test("a claim leads to its row, wherever that is", () => {
  equal(html('{{ claim "a b)" }}'), '<p>[<a href="#claim-a%20b%29">a b)</a>]</p>');
  const claimAddress = (id: string) => `../claims/#${id}`;
  equal(
    renderProse('{{ claim "R01" | verdict }}', { ...CONTEXT, claimAddress }).markdown,
    "[holds](../claims/#R01)",
  );
  const elsewhere = { ...CONTEXT, claimAddress: (id: string) => `../(a)/#${id}` };
  equal(renderProse('{{ claim "R01" | verdict }}', elsewhere).markdown, "[holds](../%28a%29/#R01)");
});

Deno.test("a given says why, and belongs to no table", () => {
  for (const empty of ['"40 ms" " "', '" " "why"', '"" ""']) {
    match(problems(`{{ given ${empty} }}`)[0] ?? "", /^1:1: a given says what and why/, empty);
  }
  match(
    problems('{{ given "4497 req/s" "as measured" }}')[0] ?? "",
    /"4497 req\/s" is no given: it is the median of throughput mean of ruchy/,
  );
});

Deno.test("a typed number is a problem that names its figure and the remedy", () => {
  const [message = ""] = problems("Ruchy\nserves 4,497 of them.");
  match(message, /^2:8: "4,497" is typed and stands in the tables: it seems to be the median of/);
  match(message, /{{ throughput\("ruchy", statistic="mean"\) }}; let an expression say it/);
  match(problems('{{ rank("ruchy") }}0 of them')[0] ?? "", /^1:20: "0" is typed and is glued/);
  match(problems('3.{{ rank("ruchy") }}')[0] ?? "", /^1:1: "3" is typed and is glued/);
  match(problems('by -{{ rank("ruchy") }}')[0] ?? "", /^1:4: "-" is typed and changes the sign/);
  match(problems('{{ rank("ruchy") }}.**{{ rank("ruchy") }}**')[0] ?? "", /^1:1: two expressions/);
  match(
    problems('{{ rank("ruchy") }} thousand')[0] ?? "",
    /^1:20: "thousand" is typed and multiplies/,
  );
  match(problems('after {{ rank("ruchy") }} it is 40 ms')[0] ?? "", /^1:33: "40 ms"/);
});

Deno.test("what comes out of braces is text, whatever it holds", () => {
  equal(
    html('a {{ unit("x") }} b'),
    "<p>a 3.00 &lt;b&gt;*x*&lt;/b&gt;|[a](b) (one trial) b</p>",
  );
  equal(
    html('{{ given "<img src=x> &amp; *a* # 1." "why" }}'),
    "<p>&lt;img src=x&gt; &amp;amp; *a* # 1.</p>",
  );
});

Deno.test("a number that begins a line begins no list", () => {
  equal(html('{{ rank("ruchy") | rank }}. That was its place.'), "<p>2. That was its place.</p>");
  equal(html('> {{ rank("ruchy") | rank }}) So.').includes("<ol"), false);
  equal(html('One\nmore\n\n{{ count("x") }}. So'), "<p>One\nmore</p>\n<p>12. So</p>");
});

Deno.test("braces that nothing closes, and such as nobody would see, are problems", () => {
  match(problems("It is {{ rank").join(), /^1:7: {{ has no }} on its line/);
  match(problems("It is {{ `rank` }}").join(), /^1:7: {{ has no }} on its line, or a backtick/);
  match(problems('[a](b{{rank("ruchy")}}c)').join(), /^1:6: an expression in an address/);
  match(problems("a\ue000b").join(), /^1:2: a character of Unicode's private use area/);
  match(problems("| `{{ a | b }}` | c |\n|---|---|---|").join(), /^1:4: {{ has no }}/);
  deepEqual(problems("`{{ rank`\n\n```\n{{ no\n```"), []);
});

Deno.test("expressions beside one another are a problem where the second begins, and so are too many", () => {
  const two = 'of {{ rank("ruchy") }}{{ rank("ruchy") }}';
  match(problems(two).join("\n"), /^1:4: two expressions would read as one number/m);
  deepEqual(problems("{{ x }} ".repeat(6401)), [
    "1:51201: more than 6400 expressions; shorten the text",
  ]);
});

Deno.test("what is no mistake of an author passes through as it is", () => {
  const evaluate = () => {
    throw new RangeError("not of its author");
  };
  throws(() => renderProse("{{ x }}", { ...CONTEXT, evaluate }), /^RangeError: not of its author$/);
});

Deno.test("an expression that changes the markup about it is a problem", () => {
  const text = '_a._{{ given "(b)" "why" }}';
  match(problems(`One\n\n${text}`).join(), /^3:1: an expression changes the markup about it/);
});
