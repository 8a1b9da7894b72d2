/** What a group of a scenario answers, with the case that it is about below it. */
import { Breakable } from "./breakable.tsx";

/** `about` is that of `aboutOf()`; empty where the scenario has one group. */
export function CaseAnswer({ sentence, about }: { sentence: string; about: string }) {
  return (
    <>
      <p class="answer">
        <Breakable text={sentence} />
      </p>
      {about !== "" && (
        <p class="dateline">
          <Breakable text={about} />
        </p>
      )}
    </>
  );
}
