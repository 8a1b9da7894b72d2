/** SVG drawn as PNG, in process: resvg as WebAssembly, with a font of an npm package. */
import fontPackage from "@expo-google-fonts/source-sans-3/package.json" with { type: "json" };
import { initWasm, Resvg } from "@resvg/resvg-wasm";

/** The one font there is: Source Sans 3, regular and semi-bold. */
export const FONT = "Source Sans 3";

/** What the bytes depend on besides the SVG. */
export const RENDERER = `resvg-wasm 2.6.2, ${fontPackage.name} ${fontPackage.version}`;

const FONTS = ["400Regular/SourceSans3_400Regular", "600SemiBold/SourceSans3_600SemiBold"];

let fonts: Promise<Uint8Array[]> | undefined;

/** Draws SVG at its own size; letters that the font lacks come out as empty boxes. */
export async function drawPng(svg: string): Promise<Uint8Array> {
  fonts ??= prepare();
  const renderer = new Resvg(svg, {
    font: { fontBuffers: await fonts, defaultFontFamily: FONT, loadSystemFonts: false },
  });
  const image = renderer.render();
  const png = image.asPng();
  image.free();
  renderer.free();
  return png;
}

/** Starts the renderer and reads the fonts, once. */
async function prepare(): Promise<Uint8Array[]> {
  const read = (specifier: string) => Deno.readFile(new URL(import.meta.resolve(specifier)));
  await initWasm(await read("@resvg/resvg-wasm/index_bg.wasm"));
  return await Promise.all(
    FONTS.map((name) => read(`@expo-google-fonts/source-sans-3/${name}.ttf`)),
  );
}
