/** Writes once what all parts of a group of a drawing repeat. */
import type { SvgElement } from "./svg_document.ts";

/** These say where a part stands or what it is to a reader: of the group they would say something else. */
const OWN = new Set(["transform", "aria-hidden", "aria-label"]);

/** Moves attributes that all groups within a group have alike up to it, as Plot repeats them for each facet. */
export function shareAttributes(group: SvgElement): void {
  const [first, ...others] = group.children;
  if (first === undefined || others.length === 0 || group.tagName !== "g") return;
  if (![first, ...others].every(({ tagName }) => tagName === "g")) return;
  for (const [name, value] of [...first.attributes]) {
    if (OWN.has(name) || group.hasAttribute(name)) continue;
    if (!others.every((other) => other.getAttribute(name) === value)) continue;
    group.setAttribute(name, value);
    for (const child of group.children) child.removeAttribute(name);
  }
}
