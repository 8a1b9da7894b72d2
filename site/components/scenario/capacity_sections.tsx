/** The sections of a scenario that searches for a capacity. */
import { architectureChart, architectureOf } from "../../charts/capacity/architecture.ts";
import { codeSizeChart } from "../../charts/capacity/code_size.ts";
import { gateChart, gateLines } from "../../charts/capacity/gate_curves.ts";
import { capacityLeads } from "../../charts/capacity/leads.ts";
import { searchLadderChart } from "../../charts/capacity/ladder.ts";
import { liftChart } from "../../charts/capacity/lift.ts";
import { type CapacityInput, capacityStyles } from "../../charts/capacity/palette.ts";
import { perCoreChart } from "../../charts/capacity/per_core.ts";
import type { CapacityView, CoreGroup } from "../../charts/capacity/view.ts";
import { sureSentence } from "../../charts/capacity/words.ts";
import { formatList } from "../../format.ts";
import { correctionOf } from "../../model/corrections.ts";
import { withholding } from "../../model/findings.ts";
import { CapacityTable } from "../capacity/capacity_table.tsx";
import { LeadsTable } from "../capacity/leads_table.tsx";
import { GatesTable } from "../capacity/gates_table.tsx";
import { PointsTable } from "../capacity/points_table.tsx";
import type { Section } from "../layout.tsx";
import { ArchitectureTable } from "./architecture_table.tsx";
import { type Context, hrefOf } from "./context.ts";
import { Figure } from "./figures.tsx";

/** What the charts of a search are drawn from. */
export function capacityInput(context: Context, view: CapacityView): CapacityInput {
  return { view, slots: context.slots, hrefOf: hrefOf(context) };
}

/** Capacities, who leads in what, what cores bring, the gates, and every point; none of a scenario without an objective. */
export function capacitySections(context: Context): Section[] {
  const { capacity: view } = context;
  if (view === undefined) return [];
  const input = capacityInput(context, view);
  const { report } = view.scenario;
  const scaling = [perCoreChart(input), liftChart(input)].filter((chart) => chart !== undefined);
  const code = codeSizeChart(input);
  const architecture = architectureOf(view);
  const parts = architectureChart(view);
  const [, ...others] = view.groups;
  return [
    {
      id: "capacity",
      title: "Capacity",
      content: (
        <>
          {others.map((group) => <Ladder key={group.label} context={context} group={group} />)}
          {[...Map.groupBy(view.groups, sureSentence)].map(([sentence, groups]) =>
            sentence !== "" && (
              <p key={sentence}>
                {formatList(groups.map(({ label }) => label))}
                {groups.length > 1 && ", each"}: {sentence}
              </p>
            )
          )}
          <CapacityTable view={view} styleOf={capacityStyles(input)} to={context.to} />
        </>
      ),
    },
    ...(capacityLeads(view).some(({ next }) => next !== undefined)
      ? [{
        id: "leads",
        title: "Who leads in what",
        content: <LeadsTable view={view} styleOf={capacityStyles(input)} to={context.to} />,
      }]
      : []),
    ...(scaling.length === 0 ? [] : [{
      id: "scaling",
      title: "What a core carries",
      content: scaling.map((chart) => (
        <Figure context={context} chart={chart} table="capacities" csv="states.csv" />
      )),
    }]),
    ...(code === undefined ? [] : [{
      id: "code",
      title: "Lines of code",
      content: <Figure context={context} chart={code} table="results" />,
    }]),
    ...(architecture === undefined || parts === undefined ? [] : [{
      id: "run",
      title: "What takes part",
      content: (
        <>
          <Figure context={context} chart={parts} table="parts" csv="states.csv" />
          <ArchitectureTable of={architecture} />
        </>
      ),
    }]),
    {
      id: "objective",
      title: "The objective",
      content: (
        <>
          <GatesTable view={view} />
          {view.groups.map((group) => <Gates key={group.label} context={context} group={group} />)}
        </>
      ),
    },
    {
      id: "tried",
      title: "Every load that was tried",
      content: (
        <PointsTable
          view={view}
          to={context.to}
          reasons={withholding(report.tables.findings)}
          correctionOf={correctionOf(context.standing)}
        />
      ),
    },
  ];
}

/** The ladder of one number of cores. */
export function Ladder(
  { context, group, level = 3 }: { context: Context; group: CoreGroup; level?: 2 | 3 },
) {
  if (context.capacity === undefined) return null;
  const chart = searchLadderChart(capacityInput(context, context.capacity), group);
  return chart === undefined
    ? null
    : <Figure context={context} chart={chart} level={level} table="points" csv="states.csv" />;
}

/** A chart for each gate, and for what is only watched. */
function Gates({ context, group }: { context: Context; group: CoreGroup }) {
  const { capacity: view } = context;
  if (view === undefined) return null;
  const input = capacityInput(context, view);
  return (
    <>
      {gateLines(view).map((line) => {
        const chart = gateChart(input, group, line);
        return chart === undefined
          ? null
          : <Figure key={chart.id} context={context} chart={chart} table="points" />;
      })}
    </>
  );
}
