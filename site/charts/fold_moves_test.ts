import { equal } from "node:assert/strict";
import { foldGroups, foldText } from "./fold_moves.ts";
import { element } from "./plot.ts";
import { SvgDocument, type SvgElement } from "./svg_document.ts";

const DOCUMENT = new SvgDocument() as unknown as Document;

/** A mark with one facet, and what becomes of it. */
function folded(facet: Record<string, string>, ...parts: Element[]): string {
  const mark = element(DOCUMENT, "g", {}, element(DOCUMENT, "g", facet, ...parts));
  foldGroups(mark as unknown as SvgElement);
  return mark.outerHTML;
}

const part = (name: string, attributes: Record<string, string | number>, ...within: Element[]) =>
  element(DOCUMENT, name, attributes, ...within);

Deno.test("the parts of a group that is moved stand where they were, without the group", () => {
  const facet = { transform: "translate(10,2.5)" };
  equal(
    folded(
      facet,
      part("rect", { x: 1, width: 3, y: 2 }),
      part("line", { x1: 1, x2: 2, y1: 3, y2: 4 }),
      part("a", {}, part("text", { y: "0.3em", transform: "translate(-4,5)" })),
      part("path", { d: "M0,0" }),
      part("circle", { cx: 1 }),
    ),
    '<g><rect x="11" width="3" y="4.5"/><line x1="11" x2="12" y1="5.5" y2="6.5"/>' +
      '<a><text y="0.3em" transform="translate(6,7.5)"/></a>' +
      '<path d="M0,0" transform="translate(10,2.5)"/><circle cx="11" cy="2.5"/></g>',
  );
});

Deno.test("a group that says more than where it stands, or holds what cannot be moved, is kept", () => {
  const rect = () => part("rect", { x: 1 });
  for (
    const [facet, within] of [
      [{ transform: "translate(1,2)", fill: "red" }, rect()],
      [{ transform: "rotate(45)" }, rect()],
      [{ transform: "translate(1,2)" }, part("g", {}, rect())],
      [{ transform: "translate(1,2)" }, part("text", { transform: "rotate(9)" })],
      [{ transform: "translate(1,2)" }, part("rect", { x: "50%" })],
    ] as const
  ) {
    const before = element(DOCUMENT, "g", facet, within).outerHTML;
    equal(folded(facet, within), `<g>${before}</g>`);
  }
});

Deno.test("a text of one line says where it stands, and one of several lines by how much it is moved", () => {
  const textOf = (attributes: Record<string, string>, ...within: (Element | string)[]) => {
    const text = element(DOCUMENT, "text", attributes, ...within) as unknown as SvgElement;
    foldText(text);
    return text.outerHTML;
  };
  const transform = "translate(4,5)";
  equal(textOf({ y: "0.3em", transform }, "a"), '<text x="4" y="5" dy="0.3em">a</text>');
  equal(textOf({ transform }, "a"), '<text x="4" y="5">a</text>');
  const titled = textOf({ transform }, "a", part("title", {}));
  equal(titled, '<text x="4" y="5">a<title/></text>');
  for (
    const [attributes, within] of [
      [{ transform }, part("tspan", { x: 0 })],
      [{ transform: "translate(4,5) rotate(90)" }, "a"],
      [{ dy: "1em", transform }, "a"],
    ] as const
  ) {
    equal(textOf(attributes, within), element(DOCUMENT, "text", attributes, within).outerHTML);
  }
});
