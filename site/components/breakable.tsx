/** Long names, broken where their words end. */
import { Fragment } from "preact";
import { filePieces, hostPieces, namePieces, narrowPieces } from "../break_names.ts";
import { unbroken } from "../unbroken.ts";

const PIECES = {
  names: (text: string) => namePieces(unbroken(text)),
  narrow: (text: string) => narrowPieces(unbroken(text)),
  file: filePieces,
  host: hostPieces,
} as const;

interface BreakableProps {
  text: string;
  /** The text is the name of a file. */
  file?: boolean;
  /** The text is a value of a host. */
  host?: boolean;
  /** Its column is narrower than a part of a name. */
  narrow?: boolean;
}

/** A text with names that have slashes in it, or what else is said of it. */
export function Breakable({ text, file = false, host = false, narrow = false }: BreakableProps) {
  const piecesOf = PIECES[file ? "file" : host ? "host" : narrow ? "narrow" : "names"];
  return (
    <>
      {piecesOf(text).map((part, index) =>
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
