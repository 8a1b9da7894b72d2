/** A command whose lines break between its words, and within a long one where its parts end. */
import { wordPieces } from "../break_names.ts";

/** Each word is in one piece on its line, or each part of it; copied, it is the same text. */
export function CommandWords({ words }: { words: readonly string[] }) {
  return (
    <code class="words">
      {words.map((word, index) => (
        <>
          {index > 0 && " "}
          <Word pieces={wordPieces(word)} />
        </>
      ))}
    </code>
  );
}

function Word({ pieces }: { pieces: readonly string[] }) {
  if (pieces.length < 2) return <span>{pieces}</span>;
  return <span>{pieces.map((piece, index) => <span key={index}>{piece}</span>)}</span>;
}
