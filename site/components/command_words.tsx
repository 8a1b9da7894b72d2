/** A command whose lines break between its words, never within an option. */

/** Each word is in one piece on its line; copied, it is the same text. */
export function CommandWords({ words }: { words: readonly string[] }) {
  return (
    <code class="words">
      {words.map((word, index) => (
        <>
          {index > 0 && " "}
          <span>{word}</span>
        </>
      ))}
    </code>
  );
}
