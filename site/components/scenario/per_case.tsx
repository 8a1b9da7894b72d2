/** What a section has of each group of a scenario. */
import type { ComponentChildren } from "preact";
import type { Board } from "../../model/boards.ts";
import { Breakable } from "../breakable.tsx";

/** So many groups stand open below each other; of more, all but the first are closed until asked for. */
const MOST_OPEN = 2;

interface PerCaseProps {
  /** The groups that the section has something of. */
  boards: readonly Board[];
  /** What the section says of a group, while it is closed. */
  finding?: (board: Board) => string | undefined;
  /** Start of the element ids by which other places lead to a group; none where nothing does. */
  id?: string;
  children: (board: Board) => ComponentChildren;
}

/**
 * Each group below its name, none where there is one. Browsers open a closed one for links to what is within it and for
 * what a reader searches, the stylesheet for paper.
 */
export function PerCase({ boards, finding, id, children }: PerCaseProps) {
  const idOf = ({ suffix }: Board) => id === undefined ? undefined : `${id}${suffix}`;
  return (
    <>
      {boards.map((board, index) => {
        const name = <Breakable text={board.label} />;
        if (boards.length <= MOST_OPEN) {
          return (
            <>
              {board.label !== "" && <h3 id={idOf(board)}>{name}</h3>}
              {children(board)}
            </>
          );
        }
        const said = finding?.(board);
        return (
          <details key={board.suffix} class="case" open={index === 0}>
            <summary>
              <h3>{name}</h3> {said !== undefined && <span class="finding">{said}</span>}
            </summary>
            <div id={idOf(board)}>{children(board)}</div>
          </details>
        );
      })}
    </>
  );
}
