/**
 * One colour and one marker per implementation, the same on every page. Eight slots; a chart colours
 * six series at most and draws the rest in grey. The colours stand in styles/1_palette.css as
 * `--series-1` to `--series-8`, once for light and once for dark; palette_test.ts checks that both sets
 * keep apart under the three kinds of colour blindness and against the paper.
 */

/** How many series of a chart are in colour. */
export const COLOURED = 6;

/** Markers by slot, in the words of Observable Plot: they repeat what the colours say. */
const MARKERS = [
  "circle",
  "square",
  "triangle",
  "diamond",
  "star",
  "cross",
  "wye",
  "hexagon",
] as const;

/** Dashes by slot; "" is a solid line. */
const DASHES = ["", "", "", "", "6 3", "6 3", "6 3", "6 3"] as const;

/** How a series is drawn. */
export interface Style {
  /** A CSS colour: a custom property of the stylesheet. */
  colour: string;
  marker: typeof MARKERS[number];
  dash: string;
  coloured: boolean;
}

/** Slot of each implementation that is ever in colour: name to 0..7. */
export type Slots = ReadonlyMap<string, number>;

/**
 * Gives slots to the names of `sets`, each the names that are in colour together, oldest report first.
 * A name prefers the slot of its hash; where another name of its set has that one, it takes the next
 * that is free. So a new report recolours a name only where it stands beside another of its colour.
 */
export function assignSlots(sets: readonly (readonly string[])[]): Slots {
  const slots = new Map<string, number>();
  const companions = new Map<string, Set<string>>();
  for (const set of sets) {
    for (const name of set) {
      const known = companions.get(name) ?? new Set();
      for (const other of set) known.add(other);
      companions.set(name, known);
    }
  }
  for (const name of sets.flat()) {
    if (slots.has(name)) continue;
    const taken = new Set([...companions.get(name) ?? []].map((other) => slots.get(other)));
    const first = hash(name) % MARKERS.length;
    let slot = first;
    for (let step = 0; step < MARKERS.length; step++) {
      slot = (first + step) % MARKERS.length;
      if (!taken.has(slot)) break;
      slot = first;
    }
    slots.set(name, slot);
  }
  return slots;
}

/** The style of an implementation in a chart that colours the names of `coloured`. */
export function styleOf(name: string, slots: Slots, coloured: ReadonlySet<string>): Style {
  const slot = slots.get(name);
  if (slot === undefined || !coloured.has(name)) {
    return { colour: "var(--rest)", marker: "circle", dash: "", coloured: false };
  }
  return {
    colour: `var(--series-${slot + 1})`,
    marker: MARKERS[slot] as Style["marker"],
    dash: DASHES[slot] as string,
    coloured: true,
  };
}

/** FNV-1a of the name's code units. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    value = Math.imul(value ^ name.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
