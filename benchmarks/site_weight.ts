/** What a page of the built site weighs: itself and all that it loads, as a host sends it. */

export interface PageWeight {
  path: string;
  /** Compressed with gzip, of the page and of each file that it loads. */
  parts: { path: string; bytes: number }[];
  bytes: number;
}

/** Weighs a page: HTML with the SVG in it, stylesheet, scripts, icon. */
export async function weightOf(site: string, path: string): Promise<PageWeight> {
  const html = await Deno.readTextFile(`${site}/${path}`);
  const loaded = [...html.matchAll(/<(?:link|script|img)\b[^>]*\b(?:href|src)="([^"#]+)"[^>]*>/g)]
    .filter(([tag]) => /<(?:script|img)\b|rel="(?:stylesheet|icon)"/.test(tag))
    .map(([, address = ""]) => new URL(address, `http://site/${path}`))
    .filter(({ host }) => host === "site")
    .map(({ pathname }) => decodeURIComponent(pathname.slice(1)));
  const parts: PageWeight["parts"] = [];
  for (const file of [path, ...new Set(loaded)]) {
    parts.push({ path: file, bytes: await gzipped(await Deno.readFile(`${site}/${file}`)) });
  }
  return { path, parts, bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function gzipped(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}
