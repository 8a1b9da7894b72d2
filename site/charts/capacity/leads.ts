/** Who is first by each aim that a search has figures for, and who is next. */
import { formatList, formatNumber } from "../../format.ts";
import { knownFront } from "../front.ts";
import { BETTER, type Sized, sizedOf } from "./code_size.ts";
import { liftText } from "./lift.ts";
import { liftOf, type Scaling, scalingsOf } from "./per_core.ts";
import { bestOf, type CapacityView, type CoreGroup, type Search, sessionsOf } from "./view.ts";
import { boundText } from "./words.ts";

/** Who has a place, by which figure, and how sure that is. */
export interface Placed {
  /** One, or several with the same figure. */
  of: Pick<Search, "name" | "title">[];
  /** "4 450 sessions", "× 1.80". */
  figure: string;
  /** "one run", "passed twice or more". */
  note: string;
}

export interface CapacityLead {
  aim: string;
  first: Placed;
  /** Absent where nobody else has such a figure. */
  next?: Placed;
}

/** Most sessions on the fewest and on the most cores, the best lift, the least code for what it sustains. */
export function capacityLeads(view: CapacityView): CapacityLead[] {
  const known = view.groups.filter(({ cores }) => cores !== undefined);
  const [fewest, most] = [known[0] ?? view.groups[0], known.at(-1)];
  return [
    ...(fewest === undefined ? [] : sessionsLead(fewest, view)),
    ...(most === undefined || most === fewest ? [] : sessionsLead(most, view)),
    ...liftLead(view),
    ...(fewest === undefined ? [] : codeLead(fewest, view)),
  ];
}

/** A lead of the places, in their order; none where there is no place. */
function leadOf(aim: string, [first, next]: readonly Placed[]): CapacityLead[] {
  return first === undefined ? [] : [{ aim, first, ...(next === undefined ? {} : { next }) }];
}

function sessionsLead(group: CoreGroup, { unit }: CapacityView): CapacityLead[] {
  const figureOf = (search: Search) =>
    `${boundText(search)}${formatNumber(sessionsOf(search))}\u00a0${unit}`;
  const able = bestOf(group).filter((search) => sessionsOf(search) > 0);
  const places = [...Map.groupBy(able, figureOf)].map(([figure, of]): Placed => ({
    of,
    figure,
    note: runsText(of),
  }));
  const on = group.cores === undefined ? "" : ` on ${group.label}`;
  return leadOf(`Most ${unit}${on}`, places);
}

function liftLead(view: CapacityView): CapacityLead[] {
  const lifts = scalingsOf(view).flatMap((scaling) => {
    const lift = liftOf(scaling);
    return lift === undefined || lift.bound === "?" ? [] : [{ scaling, lift }];
  }).sort((a, b) => b.lift.factor - a.lift.factor);
  const places = [...Map.groupBy(lifts, ({ lift }) => liftText(lift))].map(
    ([text, own]): Placed => ({
      of: own.map(({ scaling }) => scaling),
      figure: `×\u00a0${text}`,
      note: [own.map(({ scaling }) => stepsText(scaling)).join("; "), runsText(endsOf(own))]
        .join("; "),
    }),
  );
  return leadOf("Best lift by more cores", places);
}

/** "≥ 1 250 to 2 250". */
function stepsText({ steps }: Scaling): string {
  return [steps[0], steps.at(-1)].flatMap((step) =>
    step === undefined ? [] : [`${boundText(step.search)}${formatNumber(step.sessions)}`]
  ).join(" to ");
}

function endsOf(lifts: readonly { scaling: Scaling }[]): Search[] {
  return lifts.flatMap(({ scaling: { steps } }) =>
    [steps[0], steps.at(-1)].flatMap((step) => step === undefined ? [] : [step.search])
  );
}

/** The smallest program of those that no smaller one surpasses, and the next larger of them. */
function codeLead(group: CoreGroup, view: CapacityView): CapacityLead[] {
  const sized = sizedOf(view, group);
  if (sized.length < 2) return [];
  const { front, unknown } = knownFront(sized, BETTER);
  const names = (of: readonly Sized[]) => formatList(of.map(({ search }) => search.title));
  const places = front.map(({ search, x, y }, index): Placed => ({
    of: [search],
    figure: `${formatNumber(x)}\u00a0lines, ${boundText(search)}${
      formatNumber(y)
    }\u00a0${view.unit}`,
    note: [
      runsText([search]),
      ...(index === 1 && front.length > 2 ? [`then ${names(front.slice(2))}`] : []),
      ...(index === 1 && unknown.length > 0 ? [`of ${names(unknown)} it is not known`] : []),
    ].join("; "),
  }));
  return leadOf("Fewest lines of code for what it sustains", places);
}

/** How often the capacities behind a figure passed. */
function runsText(searches: readonly Search[]): string {
  const confirmed = searches.filter(({ capacity }) => capacity?.confirmed === true).length;
  if (confirmed === searches.length) return "passed twice or more";
  if (confirmed > 0) return "not all passed twice";
  return searches.length === 1 ? "one run" : "one run each";
}
