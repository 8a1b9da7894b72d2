/** The page modules, and what one of them gives. */
import type { PageModule, PageOutput } from "../page.ts";

const PAGES = new URL("../pages/", import.meta.url);

/** Every `X.page.ts` of pages/, in the order of their names. */
export async function pageModules(): Promise<PageModule[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(PAGES)) {
    if (/\.page\.tsx?$/.test(name)) names.push(name);
  }
  const modules: PageModule[] = [];
  for (const name of names.sort()) modules.push(await import(new URL(name, PAGES).href));
  return modules;
}

/** File of an address: "/reports/a%20b/" is reports/a b/index.html. */
export function pathOf(url: PageOutput["url"]): string {
  const path = url.includes("%")
    ? url.split("/").slice(1).map(decodeURIComponent).join("/")
    : url.slice(url.indexOf("/") + 1);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}
