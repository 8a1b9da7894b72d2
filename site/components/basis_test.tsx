import { doesNotMatch, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Board } from "../model/boards.ts";
import { noiseSentences } from "../model/sentences.ts";
import { Basis } from "./basis.tsx";
import { propsOf, series, takesBack } from "./testing.ts";

/** The board of two implementations, the second of them a twin of the first, so many times slower. */
function boardOf(label: string, slower: number): Board {
  const { board } = propsOf({
    a: series("a", 100),
    b: series("b", 50),
    ratio: 2,
    low: 1.9,
    high: 2.1,
    verdict: "faster",
  });
  const [original, twin] = [board.standings[0], board.standings[1]];
  if (original === undefined || twin === undefined) throw new Error("two stand");
  const [one, other] = [original.series, twin.series];
  const noise = {
    original: one,
    twin: other,
    ratio: slower,
    load: null,
    loads: 1,
    isLimited: false,
  };
  return { label, suffix: label, standings: { ...board, noise } };
}

Deno.test("what an order rests on is said once on a page, and the noise floor of each board beside it", () => {
  const boards = [boardOf("x", 0.04), boardOf("y", 0.02)];
  const [first, second] = boards.map((board) =>
    renderToString(<Basis boards={boards} board={board} correctionOf={() => undefined} />)
      .replaceAll("\u00a0", " ")
      .replaceAll(/<[^>]*>/g, "")
  );
  match(first ?? "", /^A rank is an interval: .* The noise floor is 4\.0 %: .* however sure/);
  match(second ?? "", /^The noise floor is 2\.0 %: the same program run twice .* by up to that\.$/);
});

Deno.test("a noise floor of which a figure was taken back says so, alone and beside others", () => {
  const boards = [boardOf("x", 0.04), boardOf("y", 0.02)].map((board) => ({
    ...board,
    standings: { ...board.standings, noise: { ...board.standings.noise, load: 8 } },
  })) as Board[];
  const [board] = boards as [Board];
  const basisOf = (name: string) =>
    renderToString(<Basis boards={[board]} board={board} correctionOf={takesBack(name)} />);
  match(
    basisOf("b"),
    /by up to that, most at 8[^.]*connections, as published; a later report takes back b\. No/,
  );
  doesNotMatch(basisOf("c"), /as published/);
  match(
    noiseSentences(boards, takesBack("a")),
    /\(y\), as published; .* takes back a\. No smaller/,
  );
});
