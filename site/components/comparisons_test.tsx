import { deepEqual, equal } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Summary } from "../../pipeline/report.ts";
import { Comparisons } from "./comparisons.tsx";
import { propsOf, series, takesBack } from "./testing.ts";

/** How the pair stands in the matrix and in the list, and what is said of signs before a ratio. */
function shownOf(a: Summary["status"], b: Summary["status"], better: "higher" | "lower") {
  const html = renderToString(
    <Comparisons
      {...propsOf({
        a: series("a", better === "higher" ? 100 : 80, a),
        b: series("b", better === "higher" ? 80 : 100, b),
        ratio: better === "higher" ? 1.25 : 0.8,
        low: better === "higher" ? 1.1 : 0.7,
        high: better === "higher" ? 1.4 : 0.9,
        verdict: "no difference shown",
        better,
      })}
    />,
  );
  const text = html.replace(/<[^>]*>/g, "").replaceAll("\u00a0", " ");
  equal(text.match(/It need not be/g)?.length, 1);
  return {
    matrix: /no difference shown ([^A-Za-z]*)Each number/.exec(text)?.[1]?.trim(),
    list: /no difference shown to b (.*)$/.exec(text)?.[1],
    isNoted: text.includes("≥ and ≤: the load generator was the limit of one"),
    isUnknownNoted: text.includes("it was the limit of both, and their ratio is not known"),
  };
}

Deno.test("the ratio of a pair says whether the load generator limited one of the two, or both", () => {
  deepEqual(shownOf("ok", "ok", "higher"), {
    matrix: "1.25",
    list: "1.25 (1.10–1.40)",
    isNoted: false,
    isUnknownNoted: false,
  });
  deepEqual(shownOf("lower bound", "ok", "higher"), {
    matrix: "≥1.25",
    list: "≥ 1.25 (1.10–1.40)",
    isNoted: true,
    isUnknownNoted: false,
  });
  equal(shownOf("ok", "lower bound", "higher").matrix, "≤1.25");
  equal(shownOf("lower bound", "ok", "lower").matrix, "≤0.80");
  deepEqual(shownOf("lower bound", "lower bound", "higher"), {
    matrix: "?",
    list: "?",
    isNoted: false,
    isUnknownNoted: true,
  });
});

Deno.test("what a pair is judged with is joined by its own words", () => {
  const props = propsOf({
    ...{ a: series("a", 100), b: series("b", 80) },
    ...{ ratio: 1.25, low: 1.1, high: 1.4, verdict: "faster" },
  });
  const { board } = props;
  const noise = {
    original: series("a", 1),
    twin: series("t", 1),
    ratio: 0.1,
    load: 8,
    loads: 1,
    isLimited: false,
  };
  const said = (count: number, more: Partial<typeof board>) => {
    const comparisons = { ...board.comparisons, count };
    const html = renderToString(
      <Comparisons {...props} board={{ ...board, ...more, comparisons }} />,
    );
    return /in which both ran(.*?): /.exec(html.replace(/<[^>]*>/g, ""))?.[1];
  };
  equal(said(1, {}), "");
  equal(said(1, { noise }), ", with the noise floor as the least difference");
  equal(
    said(3, { noise }),
    ", with Holm’s correction for all 3 pairs and with the noise floor as the least difference",
  );
});

Deno.test("how pairs are judged is said once of boards that are judged alike", () => {
  const props = propsOf({
    ...{ a: series("a", 100), b: series("b", 80) },
    ...{ ratio: 1.25, low: 1.1, high: 1.4, verdict: "faster" },
  });
  const { board } = props;
  const more = { ...board, comparisons: { ...board.comparisons, count: 3 } };
  const isSaid = (above: typeof board | undefined) =>
    renderToString(<Comparisons {...props} above={above} />).includes("Each pair is judged");
  equal(isSaid(undefined), true);
  equal(isSaid(board), false);
  equal(isSaid(more), true);
});

Deno.test("a pair of which a figure was taken back has a sign behind its name, in matrix and list", () => {
  const two = propsOf({
    ...{ a: series("a", 100), b: series("b", 80) },
    ...{ ratio: 1.25, low: 1.1, high: 1.4, verdict: "faster" },
  });
  const textOf = (name: string) =>
    renderToString(<Comparisons {...two} correctionOf={takesBack(name)} />)
      .replace(/<[^>]*>/g, " ").replaceAll("\u00a0", " ").replace(/ +/g, " ");
  const text = textOf("b");
  equal(text.match(/† as published; a later report takes back b\./g)?.length, 2);
  equal(text.match(/better than b† 1\.25/)?.length, 1);
  equal(text.match(/Implementation b† a ▲/)?.length, 1);
  equal(textOf("none").includes("†"), false);
});
