/** A command on lines of its own: a long one is broken before its options, as a shell reads it. */

/** Columns that a screen of contents and text has room for. */
const WIDEST = 76;

/** Before an option, and not within a word in quotes: an even number of them follows. */
const BREAK = / (?=-)(?=(?:[^']*'[^']*')*[^']*$)/;

/** The same where a word stands before it: the blanks that a line begins with belong to its first option. */
const BREAK_AFTER = new RegExp(`(?<=\\S)${BREAK.source}`);

/** On a narrow screen a line goes on below before an option, never within one. */
export function Command({ text }: { text: string }) {
  return (
    <pre tabIndex={0}>
      <code class="words">
        {commandLines(text).split("\n").map((line, index) => (
          <>
            {index > 0 && "\n"}
            {line.split(BREAK_AFTER).map((option, index) => (
              <>
                {index > 0 && " "}
                <span>{option}</span>
              </>
            ))}
          </>
        ))}
      </code>
    </pre>
  );
}

/** The same command, in lines that end in the sign by which a shell reads on. */
export function commandLines(text: string): string {
  const [first = "", ...options] = text.split(BREAK);
  const lines = [first];
  for (const option of options) {
    const longer = `${lines.at(-1)} ${option}`;
    // Room for the sign at the end.
    if (longer.length + 2 <= WIDEST) lines[lines.length - 1] = longer;
    else lines.push(`  ${option}`);
  }
  return lines.join(" \\\n");
}
