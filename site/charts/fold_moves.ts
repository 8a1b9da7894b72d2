/** Says of the parts of a drawing where they stand, not by how much they are moved: the same in fewer signs. */
import type { SvgElement } from "./svg_document.ts";

type Shift = readonly [x: number, y: number];

/** Plot draws each facet of a mark in a group that is moved: its parts stand there themselves instead. */
export function foldGroups(element: SvgElement): void {
  for (const group of element.children) {
    const shift = shiftOf(group);
    if (group.tagName !== "g" || group.attributes.size !== 1 || shift === undefined) continue;
    const parts = group.children;
    if (!parts.every(canMove)) continue;
    for (const part of parts) {
      move(part, shift);
      element.insertBefore(part, group);
    }
    element.removeChild(group);
  }
}

/** A text of one line stands where it was moved to; several lines are placed beside that point. */
export function foldText(text: SvgElement): void {
  const shift = shiftOf(text);
  const isLine = text.children.every(({ tagName }) => tagName === "title");
  const isPlain = !["x", "dx", "dy"].some((name) => text.hasAttribute(name));
  if (text.tagName !== "text" || shift === undefined || !isLine || !isPlain) return;
  const lift = text.getAttribute("y");
  for (const name of ["y", "transform"]) text.removeAttribute(name);
  text.setAttribute("x", shift[0]);
  text.setAttribute("y", shift[1]);
  if (lift !== null) text.setAttribute("dy", lift);
}

const NUMBER = "(-?[\\d.]+(?:e-?\\d+)?)";
const SHIFT = new RegExp(`^translate\\(${NUMBER},${NUMBER}\\)$`);

function shiftOf(element: SvgElement): Shift | undefined {
  const [, x, y] = SHIFT.exec(element.getAttribute("transform") ?? "") ?? [];
  return x === undefined || y === undefined ? undefined : [Number(x), Number(y)];
}

/** Attributes that hold the place of an element, across and down. */
const PLACES: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  rect: [["x"], ["y"]],
  line: [["x1", "x2"], ["y1", "y2"]],
  circle: [["cx"], ["cy"]],
};

function canMove(element: SvgElement): boolean {
  if (element.tagName === "a") return element.children.every(canMove);
  if (element.hasAttribute("transform")) return shiftOf(element) !== undefined;
  const places = PLACES[element.tagName];
  return places === undefined
    ? element.tagName === "text" || element.tagName === "path"
    : places.flat().every((name) => Number.isFinite(Number(element.getAttribute(name) ?? 0)));
}

function move(element: SvgElement, shift: Shift): void {
  const places = PLACES[element.tagName];
  if (element.tagName === "a") { for (const child of element.children) move(child, shift); }
  else if (places !== undefined && !element.hasAttribute("transform")) {
    for (const [axis, names] of places.entries()) {
      for (const name of names) {
        const place = Number(element.getAttribute(name) ?? 0) + (axis === 0 ? shift[0] : shift[1]);
        element.setAttribute(name, place);
      }
    }
  } else {
    const [x, y] = shiftOf(element) ?? [0, 0];
    element.setAttribute("transform", `translate(${x + shift[0]},${y + shift[1]})`);
  }
}
