/** What a group of a scenario answers, with the case that it is about below it. */
import type { ComponentChildren } from "preact";
import { Breakable } from "./breakable.tsx";

export interface CaseAnswerProps {
  sentence: string;
  /** That of `aboutOf()`; empty where the scenario has one group. */
  about: string;
  /** Behind the sentence: the link to what says so. */
  evidence?: ComponentChildren;
}

/** The answer, large, and its case. */
export function CaseAnswer({ sentence, about, evidence }: CaseAnswerProps) {
  return (
    <>
      <p class="answer">
        <Breakable text={sentence} />
        {evidence !== undefined && <>{" "}{evidence}</>}
      </p>
      {about !== "" && (
        <p class="dateline">
          <Breakable text={about} />
        </p>
      )}
    </>
  );
}
