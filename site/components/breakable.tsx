/** Long names, broken where their words end. */
import { Fragment } from "preact";
import { filePieces, hostPieces, namePieces, narrowPieces } from "../break_names.ts";
import { unbroken } from "../unbroken.ts";

const PIECES = {
  name: (text: string) => namePieces(unbroken(text)),
  narrow: (text: string) => narrowPieces(unbroken(text)),
  file: filePieces,
  host: hostPieces,
} as const;

interface BreakableProps {
  text: string;
  /** Names with slashes among words, also in a column that is narrower than a part of one; a file; a value of a host. */
  as?: keyof typeof PIECES;
}

/** A text with long names in it, or what else is said of it. */
export function Breakable({ text, as = "name" }: BreakableProps) {
  return (
    <>
      {PIECES[as](text).map((part, index) =>
        index === 0 ? <Fragment key={index}>{part}</Fragment> : (
          <>
            <wbr />
            {part}
          </>
        )
      )}
    </>
  );
}
