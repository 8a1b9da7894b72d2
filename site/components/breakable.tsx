/** Long names, broken where their words end. */
import { filePieces, namePieces } from "../break_names.ts";

/** A text with names that have slashes in it or, where `file` says so, the name of a file. */
export function Breakable({ text, file = false }: { text: string; file?: boolean }) {
  return (
    <>
      {(file ? filePieces(text) : namePieces(text)).map((part, index) =>
        index === 0 ? part : (
          <>
            <wbr />
            {part}
          </>
        )
      )}
    </>
  );
}
