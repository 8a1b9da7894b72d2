/**
 * As much of a document as Observable Plot and our own marks ask for: elements of SVG, with attributes and text,
 * written out as HTML writes them, the empty ones without an end tag. A document of the whole standard takes several
 * times as long.
 */

export const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";

type SvgNode = SvgElement | SvgText;

/** Text within an element. */
class SvgText {
  parentNode: SvgElement | null = null;
  readonly data: string;

  constructor(data: string) {
    this.data = data;
  }

  get outerHTML(): string {
    return escapeText(this.data);
  }
}

/** An element; its attributes are written in the order in which they were first set. */
export class SvgElement {
  readonly namespaceURI = SVG;
  readonly ownerDocument: SvgDocument;
  readonly tagName: string;
  readonly attributes = new Map<string, string>();
  parentNode: SvgElement | null = null;
  #nodes: SvgNode[] = [];

  constructor(ownerDocument: SvgDocument, tagName: string) {
    this.ownerDocument = ownerDocument;
    this.tagName = tagName;
  }

  /** The elements in it, without texts. */
  get children(): SvgElement[] {
    return this.#nodes.filter((node) => node instanceof SvgElement);
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  /** Of the namespaces, links alone are told from what has none. */
  setAttributeNS(namespace: string | null, name: string, value: unknown): void {
    this.setAttribute(namespace === XLINK ? `xlink:${name}` : name, value);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  appendChild<T extends SvgNode>(child: T): T {
    return this.insertBefore(child, null);
  }

  /** Puts a node before another one, or last; it leaves the place where it was. */
  insertBefore<T extends SvgNode>(child: T, next: SvgNode | null): T {
    child.parentNode?.removeChild(child);
    child.parentNode = this;
    if (next === null) this.#nodes.push(child);
    else this.#nodes.splice(this.#placeOf(next), 0, child);
    return child;
  }

  removeChild<T extends SvgNode>(child: T): T {
    this.#nodes.splice(this.#placeOf(child), 1);
    child.parentNode = null;
    return child;
  }

  set textContent(text: unknown) {
    for (const node of this.#nodes) node.parentNode = null;
    this.#nodes = [];
    const data = String(text ?? "");
    if (data !== "") this.appendChild(new SvgText(data));
  }

  get outerHTML(): string {
    let html = `<${this.tagName}`;
    for (const [name, value] of this.attributes) html += ` ${name}="${escapeAttribute(value)}"`;
    if (this.#nodes.length === 0) return `${html}/>`;
    html += ">";
    for (const node of this.#nodes) html += node.outerHTML;
    return `${html}</${this.tagName}>`;
  }

  #placeOf(node: SvgNode): number {
    const place = this.#nodes.indexOf(node);
    if (place < 0) throw new RangeError(`<${this.tagName}> does not hold this node`);
    return place;
  }
}

/** Makes elements and texts. */
export class SvgDocument {
  readonly documentElement: SvgElement = new SvgElement(this, "svg");

  createElementNS(namespace: string, tagName: string): SvgElement {
    if (namespace !== SVG) throw new TypeError(`<${tagName}> is no element of SVG`);
    return new SvgElement(this, tagName);
  }

  createTextNode(data: unknown): SvgText {
    return new SvgText(String(data));
  }
}

const TEXT = /[&<>\u00a0]/;
const EACH_OF_TEXT = /[&<>\u00a0]/g;
const ATTRIBUTE = /[&"<>\u00a0]/;
const EACH_OF_ATTRIBUTE = /[&"<>\u00a0]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\u00a0": "&nbsp;",
};

function escapeText(text: string): string {
  return TEXT.test(text) ? text.replace(EACH_OF_TEXT, entityOf) : text;
}

/** The text as it is written between the quotes of an attribute. */
export function escapeAttribute(text: string): string {
  return ATTRIBUTE.test(text) ? text.replace(EACH_OF_ATTRIBUTE, entityOf) : text;
}

function entityOf(sign: string): string {
  return ENTITIES[sign] ?? sign;
}
