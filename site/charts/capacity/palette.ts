/** How the implementations of a search are drawn: those that sustain most in colour, the same in all its charts. */
import { COLOURED, type Slots, type Style, styleOf } from "../../palette.ts";
import { bestOf, type CapacityView } from "./view.ts";

/** What every chart of a search is drawn from. */
export interface CapacityInput {
  view: CapacityView;
  slots: Slots;
  /** Address that the label of an implementation leads to. */
  hrefOf?: (name: string) => string;
}

/** The style of each implementation. */
export function capacityStyles(input: CapacityInput): (name: string) => Style {
  const slots = capacitySlots(input);
  const coloured = new Set(slots.keys());
  return (name) => styleOf(name, slots, coloured);
}

/**
 * The slots of those that are in colour: what sustains most on each number of cores, then what does on the fewest. A
 * name that would share its slot with one before it takes another.
 */
export function capacitySlots({ view, slots }: CapacityInput): Slots {
  const ordered = view.groups.map((group) => bestOf(group).map(({ name }) => name));
  const leading = [...ordered.flatMap((names) => names.slice(0, 1)), ...ordered[0] ?? []];
  const own = new Map<string, number>();
  for (const name of [...new Set(leading)].slice(0, COLOURED)) {
    const taken = new Set(own.values());
    const wanted = slots.get(name);
    const slot = wanted !== undefined && !taken.has(wanted)
      ? wanted
      : ALL_SLOTS.find((each) => !taken.has(each));
    if (slot !== undefined) own.set(name, slot);
  }
  return own;
}

const ALL_SLOTS = [0, 1, 2, 3, 4, 5, 6, 7];

/** What makes a mark's text a link to an implementation's page. */
export function searchLink({ hrefOf }: CapacityInput, name: string): { href?: () => string } {
  return hrefOf === undefined ? {} : { href: () => hrefOf(name) };
}
