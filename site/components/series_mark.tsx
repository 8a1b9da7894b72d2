/** The marker of an implementation, as its charts draw it. */
import type { Style } from "../palette.ts";

/** Outlines in a box from -6 to 6. */
const OUTLINES: Readonly<Record<Style["marker"], string>> = {
  circle: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z",
  square: "M-4-4H4V4H-4Z",
  triangle: "M0-5L5 4H-5Z",
  diamond: "M0-5.5L3.8 0L0 5.5L-3.8 0Z",
  star: "M0-5.8L1.4-1.9L5.5-1.8L2.2 .7L3.4 4.7L0 2.3L-3.4 4.7L-2.2 .7L-5.5-1.8L-1.4-1.9Z",
  cross: "M-5-1.7H-1.7V-5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5Z",
  wye: "M-1.7 5V.9L-5.2-1.2L-3.5-4.1L0-2.1L3.5-4.1L5.2-1.2L1.7 .9V5Z",
  hexagon: "M5 0L2.5 4.4H-2.5L-5 0L-2.5-4.4H2.5Z",
};

export function SeriesMark({ style }: { style: Style }) {
  return (
    <svg class="mark" viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true">
      <path d={OUTLINES[style.marker]} fill={style.colour} />
    </svg>
  );
}
