/** How sentences are checked against figures, and load points against an objective. */
import type { Topic } from "./topic.tsx";

export const JUDGING: readonly Topic[] = [
  {
    id: "claims",
    title: "Claims, and how text is checked",
    says: [
      "A sentence that compares is also written as an expression over the tables of its report. It holds where everything within the bounds of the figures satisfies it, and is refuted where nothing does.",
      "In between it is not established. So it is, too, where a figure is withheld, where a lower bound could still turn the verdict, where the baseline of a ratio moved, or where two figures of one trial each differ by less than 3 %.",
      "A number that a text states holds where the figure rounds to the printed digits; of a lower bound it is not established.",
      "The numbers of a report’s own text are expressions as well: none is typed. The tables are not written where the text says another verdict than its claim has, or holds a number with a unit that no expression gave.",
    ],
    doesNotShow: [
      "Whether the sentence matters, or whether the workload is a good one. An expression is written by people and may say something else than the sentence: it stands below each claim, so that it can be read.",
    ],
    sources: [],
  },
  {
    id: "states",
    title: "Objectives and the states of load points",
    says: [
      "A scenario that asks how much a server can carry states an objective: gates on percentiles of latency, and a budget of errors. A run passes where it passes every gate, by values as they were measured and never as they were rounded.",
      "Confirmed: two runs passed and none failed. Passed: one run, and it passed. Borderline: runs passed and runs failed. First solid fail: the lowest load at which two runs failed and none passed. Failed: no run passed.",
      "The capacity is the highest load that passes while no lower one fails. Where every load that was tried passes, it is a lower bound.",
    ],
    doesNotShow: [
      "What happens just beside the objective: another threshold gives other capacities, and an edge within a millisecond of a gate is no difference of programs.",
    ],
    sources: [],
  },
];
