/** Names with slashes, as benchmarks have them: they break behind one, not within a word; "items/s" does not. */
export function Breakable({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=\/)(?=\w{2})/).map((part, index) =>
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
