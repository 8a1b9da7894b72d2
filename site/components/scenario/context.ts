/** A scenario's page while it is made, and what its figures and tables are given. */
import { type ChartInput, stylesOf } from "../../charts/chart.ts";
import type { CapacityView } from "../../charts/capacity/view.ts";
import { implementationPage, type To } from "../../links.ts";
import type { Board } from "../../model/boards.ts";
import { correctionOf } from "../../model/corrections.ts";
import { withholding } from "../../model/findings.ts";
import type { ScenarioView } from "../../model/scenario.ts";
import type { ReportStanding } from "../../model/standing.ts";
import type { Standings } from "../../model/standings.ts";
import type { Slots } from "../../palette.ts";
import type { TableProps } from "../table_props.ts";

export interface Context {
  view: ScenarioView;
  standing: ReportStanding;
  boards: readonly Board[];
  /** What a search found out; undefined of a scenario without an objective. */
  capacity: CapacityView | undefined;
  slots: Slots;
  /** Whole address of the site, where it is known. */
  address: string | undefined;
  to: To;
}

/** Where the label of an implementation leads to. */
export function hrefOf({ view: { report, entry }, to }: Context): (name: string) => string {
  return (name) => to(implementationPage(report.name, entry.name, name));
}

/** What the charts of a group are drawn from. */
export function inputOf(context: Context, board: Standings): ChartInput {
  return { board, slots: context.slots, hrefOf: hrefOf(context) };
}

/** What the tables of a group are made from. */
export function tableProps(context: Context, { standings, label, suffix }: Board): TableProps {
  const { view, standing, to } = context;
  return {
    board: standings,
    report: view.report.name,
    to,
    styleOf: stylesOf(inputOf(context, standings)),
    reasons: withholding(view.report.tables.findings),
    correctionOf: correctionOf(standing),
    suffix,
    label,
  };
}
