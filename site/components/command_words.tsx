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
  return <span>{pieces.length > 1 ? pieces.map((piece) => <span>{piece}</span>) : pieces}</span>;
}
