import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { assignSlots, styleOf } from "./palette.ts";

type Colour = [number, number, number];

/** How the three kinds of colour blindness see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1). */
const EYES: Record<string, Colour[]> = {
  typical: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [
    -0.003882,
    -0.048116,
    1.051998,
  ]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [
    -0.01182,
    0.04294,
    0.968881,
  ]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [
    0.004733,
    0.691367,
    0.3039,
  ]],
};

function dot(row: Colour, [r, g, b]: Colour): number {
  return row[0] * r + row[1] * g + row[2] * b;
}

function linear(hex: string): Colour {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function seenBy(eye: Colour[], colour: Colour): Colour {
  return eye.map((row) => Math.min(1, Math.max(0, dot(row, colour)))) as Colour;
}

/** Björn Ottosson's OKLab: equal distances look about equally different. */
function oklab(colour: Colour): Colour {
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], colour));
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], colour));
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], colour));
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], [l, m, s]),
    dot([1.9779984951, -2.428592205, 0.4505937099], [l, m, s]),
    dot([0.0259040371, 0.7827717662, -0.808675766], [l, m, s]),
  ];
}

function contrast(a: Colour, b: Colour): number {
  const light = (colour: Colour) => dot([0.2126, 0.7152, 0.0722], colour) + 0.05;
  return Math.max(light(a) / light(b), light(b) / light(a));
}

/** Custom properties of the first block after `start`. */
async function properties(start: string): Promise<Record<string, string>> {
  const css = await Deno.readTextFile(new URL("./styles/1_palette.css", import.meta.url));
  const block = css.slice(css.indexOf(start));
  const found = block.slice(0, block.indexOf("}")).matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g);
  return Object.fromEntries([...found].map((match) => [match[1], match[2]]));
}

for (
  const [scheme, start] of [["light", ":root {"], [
    "dark",
    "@media screen and (prefers-color-scheme",
  ]]
) {
  Deno.test(`the ${scheme} palette keeps its colours apart for every kind of eye`, async () => {
    const colours = await properties(start as string);
    const series = Object.keys(colours).filter((name) => name.startsWith("series-"));
    equal(series.length, 8);
    const paper = linear(colours["paper"] as string);
    for (const [index, name] of series.entries()) {
      const colour = linear(colours[name] as string);
      ok(contrast(colour, paper) >= 3, `--${name} on paper: ${contrast(colour, paper).toFixed(2)}`);
      for (const other of series.slice(index + 1)) {
        for (const [eye, matrix] of Object.entries(EYES)) {
          const a = oklab(seenBy(matrix, colour));
          const b = oklab(seenBy(matrix, linear(colours[other] as string)));
          const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
          ok(distance > 0.09, `--${name} and --${other} for ${eye} eyes: ${distance.toFixed(3)}`);
        }
      }
    }
  });

  Deno.test(`text of the ${scheme} scheme has the contrast that WCAG AA asks`, async () => {
    const colours = await properties(start as string);
    for (const paper of ["paper", "tint"]) {
      for (const ink of ["ink", "muted", "accent", "warning"]) {
        const ratio = contrast(linear(colours[ink] as string), linear(colours[paper] as string));
        ok(ratio >= 4.5, `--${ink} on --${paper}: ${ratio.toFixed(2)}`);
      }
    }
  });
}

Deno.test("assignSlots() gives the names of one set different slots, whatever they are", () => {
  const name = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), (names) => {
    const slots = assignSlots([names]);
    equal(new Set(slots.values()).size, names.length);
  }));
});

Deno.test("assignSlots() keeps a name's slot in later sets", () => {
  const first = assignSlots([["rust-axum", "c-h2o", "go-http"]]);
  const both = assignSlots([["rust-axum", "c-h2o", "go-http"], ["go-http", "bun"]]);
  for (const [name, slot] of first) equal(both.get(name), slot);
  ok(both.get("bun") !== both.get("go-http"));
});

Deno.test("styleOf() draws what is not in colour in grey, with the plain marker", () => {
  const slots = assignSlots([["a", "b"]]);
  deepEqual(styleOf("z", slots, new Set(["a"])), {
    colour: "var(--rest)",
    marker: "circle",
    dash: "",
    coloured: false,
  });
  ok(styleOf("a", slots, new Set(["a"])).colour.startsWith("var(--series-"));
  equal(styleOf("b", slots, new Set(["a"])).coloured, false);
});
