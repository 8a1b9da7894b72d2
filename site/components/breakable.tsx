/** Long names, broken where their words end. */
import { Fragment } from "preact";
import { filePieces, hostPieces, namePieces } from "../break_names.ts";
import { unbroken } from "../unbroken.ts";

const PIECES = {
  names: (text: string) => namePieces(unbroken(text)),
  file: filePieces,
  host: hostPieces,
} as const;

interface BreakableProps {
  text: string;
  /** The text is the name of a file. */
  file?: boolean;
  /** The text is a value of a host. */
  host?: boolean;
}

/** A text with names that have slashes in it, or what else is said of it. */
export function Breakable({ text, file = false, host = false }: BreakableProps) {
  const piecesOf = PIECES[file ? "file" : host ? "host" : "names"];
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
