/** The palette of the stylesheet for pictures that stand alone. */

const FILE = new URL("../styles/1_palette.css", import.meta.url);

export interface PaletteCss {
  /** The custom properties for light and dark, as CSS. */
  css: string;
  /** Colour of a custom property on light paper: of "--ink" or "var(--ink)". Throws a RangeError on another. */
  light(property: string): string;
}

let palette: PaletteCss | undefined;

/** Reads the palette. */
export function paletteCss(): PaletteCss {
  palette ??= parsePalette(Deno.readTextFileSync(FILE));
  return palette;
}

function parsePalette(css: string): PaletteCss {
  const light = css.slice(0, css.indexOf("@media"));
  const colours = new Map(
    [...light.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour]),
  );
  return {
    css: css.replace(/\/\*.*?\*\/\s*/gs, ""),
    light(property) {
      const name = property.replace(/^var\(|\)$/g, "");
      const colour = colours.get(name);
      if (colour === undefined) throw new RangeError(`the palette has no ${name}`);
      return colour;
    },
  };
}
