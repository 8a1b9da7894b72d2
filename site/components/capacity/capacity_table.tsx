/** The capacity of each implementation: bracket, what limits it, what a session costs, and the lift of a second core. */
import { liftText } from "../../charts/capacity/lift.ts";
import {
  type Lift,
  liftOf,
  perCore,
  type Scaling,
  scalingsOf,
} from "../../charts/capacity/per_core.ts";
import {
  bestOf,
  type CapacityView,
  type Search,
  sessionsOf,
  stateWithout,
} from "../../charts/capacity/view.ts";
import { bottleneck, boundText } from "../../charts/capacity/words.ts";
import { formatNumber } from "../../format.ts";
import { implementationPage, type To } from "../../links.ts";
import { boundOfRatio } from "../../model/bounds.ts";
import type { Style } from "../../palette.ts";
import { ScrollTable } from "../scroll_table.tsx";
import { SeriesMark } from "../series_mark.tsx";
import { unbroken } from "../../unbroken.ts";

export interface CapacityTableProps {
  view: CapacityView;
  styleOf: (name: string) => Style;
  to: To;
}

/** A row per implementation and limits, the most sessions on the fewest cores first. */
export function CapacityTable({ view, styleOf, to }: CapacityTableProps) {
  const scalings = new Map(scalingsOf(view).map((each) => [each.name, each]));
  const [best] = scalings.values();
  const fewest = view.groups[0];
  const rated = new Set(fewest === undefined ? [] : bestOf(fewest));
  const last = view.groups.findLast(({ cores }) => cores !== undefined);
  const lifted = new Set(last === undefined || last === fewest ? [] : bestOf(last));
  const page = (name: string) =>
    to(implementationPage(view.scenario.report.name, view.scenario.entry.name, name));
  return (
    <ScrollTable
      id="capacities"
      caption={`The highest load that passes the objective with no lower one that fails, in ${view.unit}`}
      sortable
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          <th scope="col">limits</th>
          <th scope="col" class="number">passes</th>
          <th scope="col" class="number">first fails</th>
          <th scope="col">limited by</th>
          <th scope="col" class="number">
            a core<span class="unit">{view.unit}</span>
          </th>
          <th scope="col" class="number">
            cores for one<span class="unit">best = 1</span>
          </th>
          {lifted.size > 0 && (
            <th scope="col" class="number">
              lift<span class="unit">by more cores</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {view.groups.flatMap(({ searches }) =>
          searches.map((search) => {
            const scaling = scalings.get(search.name);
            const lift = scaling === undefined ? undefined : liftOf(scaling);
            return (
              <tr data-series={search.name}>
                <th scope="row">
                  <SeriesMark style={styleOf(search.name)} />{" "}
                  <a href={page(search.name)}>{search.title}</a>
                </th>
                <td>{unbroken(search.limits) || "not stated"}</td>
                <Passes search={search} />
                <td class="number">{numberOr(search.capacity?.fails)}</td>
                <td class="wide">{bottleneck(search) || "–"}</td>
                <td class="number">{coreText(search)}</td>
                <td class="number">
                  {rated.has(search) && sessionsOf(search) > 0 && scaling !== undefined &&
                      best !== undefined
                    ? coresText(scaling, best)
                    : "–"}
                </td>
                {lifted.size > 0 && (
                  <td class="number">
                    {lifted.has(search) && lift !== undefined ? timesText(lift) : "–"}
                  </td>
                )}
              </tr>
            );
          })
        )}
      </tbody>
    </ScrollTable>
  );
}

function Passes({ search }: { search: Search }) {
  const sessions = sessionsOf(search);
  if (search.capacity === undefined) {
    return (
      <td class="number absent">
        {stateWithout(search) ?? "–"}
      </td>
    );
  }
  return (
    <td class="number shown">
      {sessions === 0 ? "none" : `${boundText(search)}${formatNumber(sessions)}`}
      {sessions > 0 && (
        <small>{search.capacity.confirmed ? "passed twice or more" : "one run"}</small>
      )}
    </td>
  );
}

/** "× 1.60", "× ≤ 1.80". */
function timesText(lift: Lift): string {
  return lift.bound === "?" ? liftText(lift) : `×\u00a0${liftText(lift)}`;
}

/** "≥ 1250": sessions for each core that it was allowed. */
function coreText(search: Search): string {
  const sessions = sessionsOf(search);
  return search.cores === undefined || sessions === 0
    ? "–"
    : `${boundText(search)}${formatNumber(sessions / search.cores)}`;
}

/** "1.5", "≤ 2.1": cores for what the best does with one. */
function coresText(scaling: Scaling, best: Scaling): string {
  const bound = scaling === best ? "" : boundOfRatio(isBound(best), isBound(scaling), "higher");
  if (bound === "?") return "not known";
  const text = formatNumber(perCore(best) / perCore(scaling), 1);
  return bound === "" ? text : `${bound}\u00a0${text}`;
}

/** Whether all loads passed on the fewest cores. */
function isBound({ steps: [first] }: Scaling): boolean {
  return first?.search.capacity?.status === "lower bound";
}

function numberOr(value: number | undefined): string {
  return value === undefined ? "–" : formatNumber(value);
}
