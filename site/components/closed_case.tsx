/** One of many alike: a line with its name, and all of it once it is opened. */
import type { ComponentChildren } from "preact";

interface ClosedCaseProps {
  name: ComponentChildren;
  /** Element id of the name. */
  nameId?: string;
  /** What it says while it is closed. */
  finding?: string | undefined;
  /** How much is within, said open or closed. */
  count?: string | undefined;
  /** Element id of what is within, by which other places lead there. */
  id?: string | undefined;
  open?: boolean;
  /** Paper leaves it out while it is closed: what is within fills sheets, and is to be had elsewhere. */
  kept?: boolean;
  children: ComponentChildren;
}

/**
 * Browsers open it for links to what is within and for what a reader searches, the stylesheet for paper unless it is
 * `kept`.
 */
export function ClosedCase(
  { name, nameId, finding, count, id, open, kept, children }: ClosedCaseProps,
) {
  return (
    <details class={kept ? "case kept" : "case"} open={open}>
      <summary>
        {nameId === undefined ? <h3>{name}</h3> : <h3 id={nameId}>{name}</h3>}{" "}
        {count !== undefined && <span class="count unbroken">{count}</span>}
        {finding !== undefined && <span class="finding">{finding}</span>}
      </summary>
      <div id={id}>{children}</div>
    </details>
  );
}
