/** Elements made and found; text goes in as text, whatever it holds. */

import { filePieces, namePieces } from "../break_names.ts";

export type Child = Node | string;

/** Makes an element with attributes; `true` sets one without a value. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** The name of a file, which may be longer than a line. */
export function fileName(name: string): Child[] {
  return breakable(filePieces(name));
}

/** A text with names in it, as benchmarks have them, which may be longer than a line. */
export function withNames(text: string): Child[] {
  return breakable(namePieces(text));
}

function breakable(pieces: readonly string[]): Child[] {
  return pieces.flatMap((piece, index) => index === 0 ? [piece] : [make("wbr"), piece]);
}

/** The element that the page has under this id. Throws an Error where there is none, which is our fault. */
export function find<Element extends HTMLElement>(id: string): Element {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element as Element;
}

/** A button that does one thing. */
export function button(title: string, press: () => void): HTMLButtonElement {
  const element = make("button", { type: "button" }, title);
  element.addEventListener("click", press);
  return element;
}
