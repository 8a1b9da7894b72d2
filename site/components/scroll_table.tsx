/** A table that scrolls within itself, never the page; header and first column stay in view. */
import type { ComponentChildren } from "preact";

/** Whether a table has so many rows that a reader looks for some of them. */
export function isLong(rows: number): boolean {
  return rows > 12;
}

export interface ScrollTableProps {
  /** Element id, which a caption needs. */
  id?: string;
  /** What the table holds, read before it. */
  caption?: string;
  /** Instead of a caption: the element id of the heading right above the table, which says it and names nothing else. */
  heading?: string;
  /** Long tables get a height of their own, so that their header stays in view. */
  long?: boolean;
  /** The page's script makes it sortable, and puts a filter above it. */
  sortable?: boolean;
  filter?: boolean;
  /** Rules stand only between groups of rows, not between rows. */
  ties?: boolean;
  /** The caption says what the heading above it says: it is read out and not seen. */
  quiet?: boolean;
  children: ComponentChildren;
}

export function ScrollTable(
  { id, caption, heading, long, sortable, filter, ties, quiet, children }: ScrollTableProps,
) {
  return (
    <div
      class={long ? "scroll long" : "scroll"}
      role="region"
      aria-labelledby={heading ?? `${id}-caption`}
      tabIndex={0}
    >
      <table
        id={id}
        aria-labelledby={heading}
        class={ties ? "ties" : undefined}
        data-sortable={sortable ? "" : undefined}
        data-filter={filter ? "" : undefined}
      >
        {caption !== undefined && (
          <caption id={`${id}-caption`}>
            <span class={quiet ? "unseen" : undefined}>{caption}</span>
          </caption>
        )}
        {children}
      </table>
    </div>
  );
}
