/** What a group of a scenario answers, with the case that it is about below it. */
import type { ComponentChildren } from "preact";
import { Breakable } from "./breakable.tsx";

export interface CaseAnswerProps {
  sentence: string;
  /** That of `aboutOf()`; empty where the scenario has one group. */
  about: string;
  /** Behind the sentence: the link to what says so. */
  evidence?: ComponentChildren;
  /** Where the same page has the rest of it. */
  href?: string;
}

/** The answer, large, and its case. */
export function CaseAnswer({ sentence, about, evidence, href }: CaseAnswerProps) {
  return (
    <>
      <p class="answer">
        <Breakable text={sentence} />
        {evidence !== undefined && <>{" "}{evidence}</>}
      </p>
      {about !== "" && (
        <p class="dateline">
          {href === undefined
            ? <Breakable text={about} />
            : <a href={href}>{<Breakable text={about} />}</a>}
        </p>
      )}
    </>
  );
}
