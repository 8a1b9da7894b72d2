/** The sections of a scenario whose programs time themselves. */
import { benchmarkCharts, CLOCK_CHARTS, COST_CHARTS } from "../../charts/benchmarks/all.ts";
import type { Section } from "../layout.tsx";
import type { Context } from "./context.ts";
import { Figure } from "./figures.tsx";

/** What the clocks make of a rate, and what a round trip costs; none of a scenario without benchmarks. */
export function benchmarkSections(context: Context): Section[] {
  const { view, slots } = context;
  const sections = [
    { id: "clocks", title: "CPU time and the wall clock", makers: CLOCK_CHARTS },
    { id: "costs", title: "What one more costs", makers: COST_CHARTS },
  ];
  return sections.flatMap(({ id, title, makers }) => {
    const charts = benchmarkCharts(view, slots, makers);
    return charts.length === 0 ? [] : [{
      id,
      title,
      content: charts.map((chart) => (
        <Figure key={chart.id} context={context} chart={chart} table="results" csv="summary.csv" />
      )),
    }];
  });
}
