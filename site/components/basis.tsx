/** What the order of a board rests on: ranks, single trials, the noise floor. */
import type { Board } from "../model/boards.ts";
import type { CorrectionOf } from "../model/corrections.ts";
import { noiseSentence, orderSentence, singlesSentence } from "../model/sentences.ts";
import type { Standings } from "../model/standings.ts";

/** What was said of the boards above it on the page is not said again. */
export function Basis(
  { boards, board, correctionOf }: {
    boards: readonly Board[];
    board: Board;
    correctionOf: CorrectionOf;
  },
) {
  const above = boards.slice(0, boards.indexOf(board)).map(({ standings }) => standings);
  const isMeant = above.some(({ noise }) => noise !== undefined);
  const sentences: ((of: Standings) => string)[] = [
    orderSentence,
    singlesSentence,
    (of) => noiseSentence(of, correctionOf, isMeant),
  ];
  const parts = sentences.flatMap((sentence) => {
    const own = sentence(board.standings);
    return own === "" || above.some((each) => sentence(each) === own) ? [] : [own];
  });
  return parts.length === 0 ? null : <p>{parts.join(" ")}</p>;
}
