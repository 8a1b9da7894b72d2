/** What a search found out, in a few figures: the two that sustain most on each number of cores. */
import {
  bestOf,
  type CapacityView,
  type CoreGroup,
  type Search,
  sessionsOf,
} from "../../charts/capacity/view.ts";
import { allGone, boundText, withoutGone } from "../../charts/capacity/words.ts";
import { formatNumber } from "../../format.ts";
import { Card } from "../cards.tsx";

export interface CapacityCardsProps {
  view: CapacityView;
  /** Address of the values of a search's highest load that passes. */
  rowOf: (search: Search) => string;
}

export function CapacityCards({ view, rowOf }: CapacityCardsProps) {
  const gone = withoutGone(allGone(view.groups)).replace(/, $/, "");
  return (
    <dl class="cards">
      {view.groups.map((group) => (
        <MostCard key={group.label} group={group} unit={view.unit} rowOf={rowOf} />
      ))}
      <Card
        name="Implementations"
        value={formatNumber(countOf(view))}
        about={gone === "" ? `sorted by ${view.unit}` : gone}
      />
    </dl>
  );
}

function MostCard(
  { group, unit, rowOf }: { group: CoreGroup; unit: string } & Pick<CapacityCardsProps, "rowOf">,
) {
  const [first, second] = ableOf(group);
  if (first === undefined) return null;
  const next = second === undefined
    ? "with nothing beside it"
    : `next ${numberOf(second)} ${second.title}`;
  return (
    <Card
      name={`Most ${unit}, ${group.label}`}
      value={<a href={rowOf(first)}>{numberOf(first)}</a>}
      about={`${first.title}, ${
        first.capacity?.confirmed === true ? "passed twice or more" : "one run"
      }; ${next}`}
    />
  );
}

function ableOf(group: CoreGroup): Search[] {
  return bestOf(group).filter((search) => sessionsOf(search) > 0);
}

function numberOf(search: Search): string {
  return `${boundText(search)}${formatNumber(sessionsOf(search))}`;
}

/** How many of them have a capacity that stands, under any limits. */
function countOf({ groups }: CapacityView): number {
  return new Set(
    groups.flatMap(({ searches }) => searches.filter(({ capacity }) => capacity !== undefined))
      .map(({ name }) => name),
  ).size;
}
