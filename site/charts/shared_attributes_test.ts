import { equal } from "node:assert/strict";
import { element } from "./plot.ts";
import { shareAttributes } from "./shared_attributes.ts";
import { SvgDocument, type SvgElement } from "./svg_document.ts";

const DOCUMENT = new SvgDocument() as unknown as Document;

function groupOf(of: Record<string, string>, ...parts: Record<string, string>[]): SvgElement {
  const children = parts.map((part) => element(DOCUMENT, "g", part));
  return element(DOCUMENT, "g", of, ...children) as unknown as SvgElement;
}

Deno.test("what all parts of a group repeat stands at the group, and where each stands at the part", () => {
  const group = groupOf(
    { transform: "t" },
    { class: "series s-go", fill: "red", transform: "a" },
    { class: "series s-go", fill: "blue", transform: "a" },
  );
  shareAttributes(group);
  equal(
    group.outerHTML,
    '<g transform="t" class="series s-go"><g fill="red" transform="a"/>' +
      '<g fill="blue" transform="a"/></g>',
  );
});

Deno.test("a group that says it otherwise itself, one part alone, and parts that are no groups keep what they say", () => {
  const own = groupOf({ fill: "none" }, { fill: "red" }, { fill: "red" });
  const alone = groupOf({}, { fill: "red" });
  const lines = element(
    DOCUMENT,
    "g",
    {},
    element(DOCUMENT, "line", { stroke: "red" }),
    element(DOCUMENT, "line", { stroke: "red" }),
  ) as unknown as SvgElement;
  for (const group of [own, alone, lines]) {
    const before = group.outerHTML;
    shareAttributes(group);
    equal(group.outerHTML, before);
  }
});
