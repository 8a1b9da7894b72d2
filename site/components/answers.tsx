/** The answer of each scenario in one sentence. */
import { capacityView } from "../charts/capacity/view.ts";
import { capacityAnswer } from "../charts/capacity/words.ts";
import { scenarioPage, type To } from "../links.ts";
import { boardsOf, hasRanked } from "../model/boards.ts";
import type { ScenarioView } from "../model/scenario.ts";
import { headline } from "../model/sentences.ts";
import type { ReportStanding } from "../model/standing.ts";
import { Breakable } from "./breakable.tsx";

interface AnswersProps {
  views: readonly ScenarioView[];
  standing: Pick<ReportStanding, "cells">;
  to: To;
}

/** One paragraph per scenario, and per group of it; the scenario's name leads to its page. */
export function Answers({ views, standing, to }: AnswersProps) {
  return (
    <>
      {views.map((view) => {
        const link = (
          <a href={to(scenarioPage(view.report.name, view.entry.name))}>{view.entry.title}</a>
        );
        const boards = boardsOf(view).filter(hasRanked);
        const capacity = capacityView(view, standing);
        if (capacity !== undefined) {
          return capacity.groups.map((group) => (
            <p class="answer">{link}: {capacityAnswer(group, capacity.unit)}</p>
          ));
        }
        if (boards.length === 0) {
          return <p key={view.entry.name} class="answer">{link}: {view.entry.about}</p>;
        }
        return boards.map(({ standings, label }) => (
          <p class="answer">
            {link}
            <Breakable text={`${label === "" ? "" : `, ${label}`}: ${headline(standings)}`} />
          </p>
        ));
      })}
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
