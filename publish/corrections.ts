/** Which report of a tag corrects which earlier one. Pure. */
import { Failure } from "../common/failure.ts";
import type { Erratum } from "../pipeline/report.ts";
import { type PlannedReport, type PublicationPlan, suffixOf } from "./plan_file.ts";

/**
 * The plan with what each report replaces as a whole. `earlier` is a report, or a tag that became several: of
 * those each report replaces the one with its own host and scenario. Throws a Failure naming `file` where
 * there is no such report among `reports`.
 */
export function withSuperseded(
  plan: PublicationPlan,
  earlier: string | undefined,
  reports: readonly string[],
  file: string,
): PublicationPlan {
  if (earlier === undefined) return plan;
  const replaced = plan.reports.map((report) => {
    const name = `${earlier}${suffixOf(plan.tag, report.name)}`;
    return reports.includes(name) ? { ...report, supersedes: name } : report;
  });
  if (replaced.some(({ supersedes }) => supersedes !== undefined)) {
    return { ...plan, reports: replaced };
  }
  const candidates = reports.filter((name) => name === earlier || name.startsWith(`${earlier}.`));
  throw new Failure(
    candidates.length === 0
      ? `${file}: it corrects ${earlier}, and there is no such report under data/`
      : `${file}: supersedes: ${plan.tag} becomes ${
        plan.reports.map(({ name }) => name).join(", ")
      }, ` +
        `none of which has its pair among ${
          candidates.join(", ")
        }; name one report, measured the same way`,
  );
}

/** The errata that one report of a plan carries: each erratum stands in one report alone. */
export function errataOf(
  plan: PublicationPlan,
  report: PlannedReport,
  errata: readonly Erratum[] = [],
): Erratum[] | undefined {
  const own = errata.filter((erratum) => carrierOf(plan, erratum) === report.name);
  return own.length === 0 ? undefined : own;
}

/** The report with the corrected one's host and scenario, or with the scenario, or else the first. */
function carrierOf({ tag, reports }: PublicationPlan, { report, scenario }: Erratum): string {
  const suffixed = reports.find(({ name }) => report.endsWith(suffixOf(tag, name)));
  const same = reports.find((each) =>
    each.scenario === scenario || report.endsWith(`.${each.scenario}`)
  );
  return (suffixed ?? same ?? reports[0] as PlannedReport).name;
}
