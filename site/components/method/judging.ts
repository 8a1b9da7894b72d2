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

/** How to read a kind of chart. */
export interface ChartKind {
  name: string;
  says: string;
}

export const CHART_KINDS: readonly ChartKind[] = [
  {
    name: "All charts",
    says:
      "The title is what the figures say, computed. Below it: metric, unit, which direction is better, trials a point. Up to six are in colour, the rest in grey with their names; marker and dash repeat the colour. Below each chart are a table with the same figures and the CSV.",
  },
  {
    name: "Against load",
    says:
      "A line for each implementation; the bars on its points are 95 % intervals. Each step to the right doubles the load. On a logarithmic axis equal distances are equal factors. A gap is a withheld value, “≥” a lower bound.",
  },
  {
    name: "Peaks",
    says:
      "A row for each implementation at its best load: by rank where ranks were tested, then by name; else by median. A rule between two rows says that all above are shown to be better than all below; without a rule no order is claimed.",
  },
  {
    name: "Trials",
    says:
      "Each mark is one trial, as its difference from the median of its row; the band is the noise floor. Rows that spread wider than the band are less steady than the host.",
  },
  {
    name: "CPU and memory",
    says:
      "What the server used while it gave these figures, read from the kernel. 1 is one core. A server below its limit with a slow answer waits for something.",
  },
  {
    name: "Distributions",
    says:
      "The share of requests that took longer, down to the rarest. The right end rests on few samples: where it stops, there were no more.",
  },
  {
    name: "Scatter with a front",
    says:
      "Those on the front are surpassed by nobody: nobody is at least as good in both directions and better in one. Each of the others is surpassed so by one of these.",
  },
  {
    name: "Pass and fail",
    says:
      "A row for each implementation, a mark for each load: passed, failed, or both. What limits it are the gates that fail at the first load that does not pass: the chart names the first of them, the table all.",
  },
  {
    name: "Before and after",
    says:
      "Two marks joined by a line, on a logarithmic axis: the figure before and after a correction. The length of the line is how far it was off.",
  },
  {
    name: "Trends",
    says:
      "A point for each report, as a share of the first of its host; the band is the largest noise floor of its reports. A triangle marks the first report of a new level. A vertical rule is another host, tool or load: lines do not cross it.",
  },
];
