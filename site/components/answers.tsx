/** The answer of each scenario in one sentence. */
import type { ComponentChildren } from "preact";
import { formatCount } from "../format.ts";
import { scenarioPage, type To } from "../links.ts";
import type { Answer } from "../model/answer.ts";
import { Breakable } from "./breakable.tsx";

interface AnswersProps {
  answers: readonly Answer[];
  to: To;
  /** What is said between a scenario's name and its answer. */
  by?: string;
  /** What stands below each answer, beside its case. */
  source?: ComponentChildren;
}

/** A paragraph per scenario, whose name leads to its page; below it the case that it speaks of, and how many more there are. */
export function Answers({ answers, ...props }: AnswersProps) {
  return (
    <>
      {answers.map((answer) => (
        <AnswerOf key={answer.scenario.entry.name} {...props} answer={answer} />
      ))}
    </>
  );
}

function AnswerOf(
  { answer: { scenario: { report, entry }, sentence, about, more }, to, by = "", source }:
    & Omit<AnswersProps, "answers">
    & { answer: Answer },
) {
  const page = to(scenarioPage(report.name, entry.name));
  const below = [
    about === "" ? undefined : <Breakable key="about" text={about} />,
    more === 0
      ? undefined
      : <a key="more" href={page}>{formatCount(more, "more case", "more cases")}</a>,
    source,
  ].filter((part) => part !== undefined);
  return (
    <>
      <p class="answer">
        <a href={page}>{entry.title}</a>
        {by}: <Breakable text={sentence} />
      </p>
      {below.length > 0 && (
        <p class="dateline">
          {below.flatMap((part, index) => index === 0 ? [part] : ["\u00a0· ", part])}
        </p>
      )}
    </>
  );
}

/** What a state other than `published` means to the reader; nothing for `published`. */
export function StateNotice({ state }: { state: string }) {
  const text = NOTICES[state];
  return text === undefined ? null : <p class={`notice ${state}`}>{text}</p>;
}

const NOTICES: Readonly<Record<string, string>> = {
  draft: "Draft: made on one machine and not published; nobody has reviewed it.",
  superseded: "Superseded: a later report replaces this one. Its figures stay for the record.",
  retracted: "Retracted: do not use these figures. They stay here for the record.",
};
