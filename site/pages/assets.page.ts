/** The stylesheet, the script and the icon. */
import type { PageOutput } from "../page.ts";

const STYLES = new URL("../styles/", import.meta.url);

export default async function* assets(): AsyncGenerator<PageOutput> {
  yield { url: "/wallclock.css", content: await stylesheet() };
  yield {
    url: "/wallclock.js",
    content: await Deno.readFile(new URL("../scripts/wallclock.js", import.meta.url)),
  };
  yield { url: "/icon.svg", content: await Deno.readFile(new URL("icon.svg", STYLES)) };
}

/** One stylesheet of all, in the order of their names: later ones win. */
async function stylesheet(): Promise<string> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(STYLES)) if (name.endsWith(".css")) names.push(name);
  const parts = names.sort().map((name) => Deno.readTextFile(new URL(name, STYLES)));
  return (await Promise.all(parts)).join("\n");
}
