/** Long names, broken where their words end. */
import { Fragment } from "preact";
import { filePieces, keepUnits, namePieces } from "../break_names.ts";

/** A text with names that have slashes in it or, where `file` says so, the name of a file. */
export function Breakable({ text, file = false }: { text: string; file?: boolean }) {
  return (
    <>
      {(file ? filePieces(text) : namePieces(keepUnits(text))).map((part, index) =>
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
