/** What a section has of each group of a scenario. */
import type { ComponentChildren } from "preact";
import type { Board } from "../../model/boards.ts";
import { Breakable } from "../breakable.tsx";
import { ClosedCase } from "../closed_case.tsx";

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

/** Each group below its name, none where there is one. */
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
        return (
          <ClosedCase
            key={board.suffix}
            name={name}
            id={idOf(board)}
            finding={finding?.(board)}
            open={index === 0}
          >
            {children(board)}
          </ClosedCase>
        );
      })}
    </>
  );
}
