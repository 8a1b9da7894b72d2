/** Observable Plot on the server: a chart as inline SVG that a strict content policy lets through. */
import * as Plot from "@observablehq/plot";
import { formatNumber } from "../format.ts";
import { foldGroups, foldText } from "./fold_moves.ts";
import { shareAttributes } from "./shared_attributes.ts";
import { escapeAttribute, SVG, SvgDocument, type SvgElement } from "./svg_document.ts";
import { thinPath } from "./thin_path.ts";

/** A chart is drawn twice: for a page's full width and for a phone. Sizes in CSS pixels. */
export interface Size {
  width: number;
  /** Of all text; at 288 px, the narrowest phone less its margins, still 12 px on the screen. */
  fontSize: number;
  narrow: boolean;
}

export const WIDE: Size = { width: 900, fontSize: 15, narrow: false };
export const NARROW: Size = { width: 320, fontSize: 13.5, narrow: true };

/** A number at an axis, with thousands set apart as everywhere else: Plot itself writes "1,000". */
export function formatTick(tick: number): string {
  return Number.isInteger(tick) ? formatNumber(tick) : String(tick);
}

/** Pixels left of a chart that the ticks of its axis take; no less than is common, so that charts begin at one line. */
export function tickRoom(ticks: readonly number[], size: Size): number {
  const widths = ticks.map((tick) => textWidth(formatTick(tick), size.fontSize));
  return Math.max(size.narrow ? 44 : 56, Math.ceil(Math.max(0, ...widths)) + 14);
}

/** Draws with Plot and returns SVG whose one accessible name is `label`. */
export function draw(options: Plot.PlotOptions, size: Size, label: string): string {
  const document = new SvgDocument() as unknown as Document;
  const svg = Plot.plot({
    ...options,
    ...(options.x && { x: withEveryLabel(options.x) }),
    ...(options.y && { y: withEveryLabel(options.y) }),
    document,
    width: size.width,
  }) as unknown as SvgElement;
  for (const child of svg.children) if (child.tagName === "style") svg.removeChild(child);
  svg.setAttribute("class", "plot");
  svg.setAttribute("font-size", String(size.fontSize));
  // A picture must hold no links; a group may, and all of it but its links is kept from being read out.
  svg.setAttribute("role", tidyBelow(svg) ? "group" : "img");
  svg.setAttribute("aria-label", label);
  svg.removeAttribute("font-family");
  return svg.outerHTML;
}

/**
 * Of the places that a logarithmic axis names, d3 leaves some without their label, by how many lie between two powers of
 * the base: with a base beyond all values it leaves none, and nothing else of a scale depends on its base. Of a whole
 * base it would count all numbers up to it.
 */
function withEveryLabel(scale: Plot.ScaleOptions): Plot.ScaleOptions {
  return scale.type === "log" && Array.isArray(scale.ticks) && scale.base === undefined
    ? { ...scale, base: 1e12 + 0.5 }
    : scale;
}

/** The drawing with `title` in the place of the words that its accessible name begins with. */
export function relabelled(svg: string, former: string, title: string): string {
  const begin = (text: string) => ` aria-label="${escapeAttribute(text)}`;
  return svg.replace(begin(former), () => begin(title));
}

/** What is measured in the size of a letter is no pixel. */
const NUMBERS = /-?\d+\.\d+(?:e-?\d+)?(?![\d.]*em)/g;
const GEOMETRY = new Set([
  ...["d", "transform", "x", "x1", "x2", "y", "y1", "y2"],
  ...["cx", "cy", "r", "width", "height", "points"],
]);

/** Tidies all that is in an element, and hides what is beside links. Returns whether there are any. */
function tidyBelow(element: SvgElement): boolean {
  const others: SvgElement[] = [];
  let hasLinks = false;
  shareAttributes(element);
  foldGroups(element);
  for (const child of element.children) {
    tidy(child);
    const isLink = child.tagName === "a";
    if (isLink) tidyLink(child);
    if (tidyBelow(child) || isLink) hasLinks = true;
    else others.push(child);
  }
  if (hasLinks && element.tagName !== "a") hide(element, others);
  return hasLinks;
}

/** Keeps these children from being read out; neighbours together, as each would say it for itself. */
function hide(element: SvgElement, others: readonly SvgElement[]): void {
  const all = element.children;
  const hides = new Set(others);
  let last: SvgElement[] = [];
  const runs: SvgElement[][] = [];
  for (const [index, child] of all.entries()) {
    if (!hides.has(child)) continue;
    if (last.at(-1) === all[index - 1] && last.length > 0) last.push(child);
    else runs.push(last = [child]);
  }
  for (const run of runs) {
    const [first] = run;
    if (first === undefined) continue;
    let hidden = first;
    if (run.length > 1) {
      hidden = element.ownerDocument.createElementNS(SVG, "g");
      element.insertBefore(hidden, first);
      for (const child of run) hidden.appendChild(child);
    }
    hidden.setAttribute("aria-hidden", "true");
  }
}

/** Takes off labels that a screen reader must not hear, and digits and points that no screen can show. */
function tidy(element: SvgElement): void {
  element.removeAttribute("aria-label");
  element.removeAttribute("aria-hidden");
  foldText(element);
  for (const [name, value] of element.attributes) {
    if (GEOMETRY.has(name) && value.includes(".")) {
      const isShape = name === "r" || name === "d" && element.hasAttribute("transform");
      const short = value.replace(NUMBERS, isShape ? toTenth : toHalf);
      element.setAttribute(name, name === "d" ? thinPath(short) : short);
    }
  }
}

/** A place: half a pixel is the least that a sharp screen can show. */
function toHalf(number: string): string {
  return String(Math.round(2 * Number(number)) / 2);
}

/** Of a mark, which would look crooked. */
function toTenth(number: string): string {
  return String(Math.round(10 * Number(number)) / 10);
}

/** The tables hold the same links: the keyboard need not stop at each label of each chart. */
function tidyLink(link: SvgElement): void {
  const href = link.getAttribute("xlink:href") ?? link.getAttribute("href") ?? "";
  for (const name of ["xlink:href", "href", "fill"]) link.removeAttribute(name);
  link.setAttribute("href", href);
  link.setAttribute("tabindex", "-1");
}

/** Makes an SVG element within a mark that is drawn by hand. */
export function element(
  document: Document,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: (Element | string)[]
): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  for (const child of children) {
    made.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
  return made;
}

const NARROW_LETTERS = /[iljtf.,:;'|!() \u00a0]/;
const WIDE_LETTERS = /[mwMW@%+=<>~A-Z]/;

/** About how wide a text is in a system's sans-serif font; the server has no font to measure. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const letter of text) ems += EMS.getOrInsertComputed(letter, emsOf);
  return ems * fontSize;
}

const EMS = new Map<string, number>();

function emsOf(letter: string): number {
  if (letter > "\u2000") return letter > "\u2e80" ? 1 : 0.6;
  return NARROW_LETTERS.test(letter) ? 0.34 : WIDE_LETTERS.test(letter) ? 0.74 : 0.6;
}

/** The text, cut with an ellipsis where it would be wider than `width`. */
export function fitText(text: string, width: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  // No letter is narrower than a third of the font: what has more of them is certainly too wide.
  const most = Math.ceil(3 * width / fontSize) + 1;
  const letters = [...text.slice(0, 2 * most)].slice(0, most);
  while (letters.length > 1 && textWidth(letters.join("") + "…", fontSize) > width) letters.pop();
  return letters.join("").trimEnd() + "…";
}
