/** A method in short: what is done, what it does not show, and whose method it is. */
import { Sentences } from "../sentences.tsx";

export interface Topic {
  /** Element id; other pages lead to it. */
  id: string;
  title: string;
  says: readonly string[];
  doesNotShow: readonly string[];
  /** Papers and programs, each with its year. */
  sources: readonly string[];
}

export function TopicText({ topic: { says, doesNotShow, sources } }: { topic: Topic }) {
  return (
    <>
      <Sentences of={says} />
      {doesNotShow.length > 0 && (
        <p class="limits">
          <b>What it does not show:</b> {doesNotShow.join(" ")}
        </p>
      )}
      {sources.length > 0 && (
        <p class="sources">
          {sources.length === 1 ? "Source" : "Sources"}: {sources.join("; ")}.
        </p>
      )}
    </>
  );
}
