/** The script of the page for raw files: one file with the pipeline in it, made once in a process. */
import { joinModules } from "./join_modules.ts";

const here = (path: string) => new URL(path, import.meta.url);

let made: Promise<string> | undefined;

/** The page's script, which holds the program of its worker as a function. The same sources, the same bytes. */
export function auditScript(): Promise<string> {
  made ??= make();
  return made;
}

async function make(): Promise<string> {
  const [worker, page] = await Promise.all([
    joinModules(here("worker.ts"), "worker"),
    joinModules(here("page_script.ts"), "page"),
  ]);
  return `"use strict";\n(() => {\nfunction work() {\n${worker}}\n${page}page.start(work);\n})();\n`;
}
