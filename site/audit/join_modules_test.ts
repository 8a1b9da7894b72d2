import { equal, ok, rejects } from "node:assert/strict";
import { joinModules, withoutComments } from "./join_modules.ts";
import { auditScript } from "./script.ts";

/** Joins modules given as texts by name; the first is the one to begin with. */
function join(modules: Record<string, string>): Promise<string> {
  const root = new URL("file:///modules/");
  return joinModules(new URL(Object.keys(modules)[0] as string, root), "result", (url) => {
    const text = modules[url.href.slice(root.href.length)];
    return text === undefined ? Promise.reject(new Error(`no ${url}`)) : Promise.resolve(text);
  });
}

/** What a joined script sets `result` to. */
function run(script: string): Record<string, unknown> {
  return new Function(`"use strict";\n${script}return result;`)() as Record<string, unknown>;
}

Deno.test("joined modules do what they did apart, each run once and with names of its own", async () => {
  const script = await join({
    "a.ts": `import { type Shape, twice as double } from "./b.ts";
import {
  COUNT,
  Counter,
} from "./deep/c.ts";
export { COUNT as count, type Other } from "./deep/c.ts";

const secret: number = 1;
export const sum: Shape["size"] = double(COUNT) + secret;
export async function* later(): AsyncGenerator<number> {
  yield sum;
}
const hidden = new Counter().next();
export { hidden as shown };
`,
    "b.ts": `import { COUNT } from "./deep/c.ts";
export interface Shape { size: number }
const secret = COUNT;
export function twice(value: number): number {
  return value * 2 + secret - COUNT;
}
`,
    "deep/c.ts": `import type { Shape } from "../b.ts";
import { type Shape as Same } from "../b.ts";
export type Other = Shape | Same;
export const COUNT = 20;
export class Counter {
  #at = 0;
  next(): number {
    return ++this.#at;
  }
}
`,
  });
  const result = run(script);
  equal(result.sum, 41);
  equal(result.count, 20);
  equal(result.shown, 1);
  equal(Object.keys(result).sort().join(" "), "count later shown sum");
  equal(script.match(/const COUNT = 20/g)?.length, 1);
});

Deno.test("what cannot be joined is refused by name", async () => {
  const cases: [RegExp, Record<string, string>][] = [
    [/a\.ts imports the package zod/, { "a.ts": `import { z } from "zod";\nz();\n` }],
    [/b\.ts: cannot join "export default 1;"/, {
      "a.ts": `import { b } from "./b.ts";\nb();\n`,
      "b.ts": `export const b = 1;\nexport default 1;\n`,
    }],
    [/cannot join "import \* as b/, { "a.ts": `import * as b from "./b.ts";\nb;\n` }],
    [/cannot join "import\("/, { "a.ts": `export const b = () => import("./b.ts");\n` }],
    [/cannot join "import\.meta/, { "a.ts": `export const b = import.meta.url;\n` }],
    [/a\.ts imports \.\/b\.ts for no name/, { "a.ts": `import "./b.ts";\n` }],
    [/a\.ts: \.\/b\.ts has no b/, { "a.ts": `import { b } from "./b.ts";\nb;\n`, "b.ts": "\n" }],
    [/a\.ts imports itself by way of others/, {
      "a.ts": `import { b } from "./b.ts";\nexport const a = b;\n`,
      "b.ts": `import { a } from "./a.ts";\nexport const b = a;\n`,
    }],
    [/export let/, { "a.ts": "export let changing = 1;\n" }],
  ];
  for (const [message, modules] of cases) await rejects(join(modules), message);
});

Deno.test("comments on lines of their own go, and template strings stay as they are", () => {
  const code = `/** What it is. */
const a = "// no comment"; // stays
  /*
   * of two \`ticks\`
   */
const b = \`
  // in a string

  /* too */ \`;
/* before */ const c = /\\/\\//;

// goes
`;
  const clean = withoutComments(code);
  equal(
    clean,
    `const a = "// no comment"; // stays
const b = \`
  // in a string

  /* too */ \`;
/* before */ const c = /\\/\\//;
`,
  );
});

Deno.test("the page's script is one classic program that imports nothing and uses nothing of Deno's", async () => {
  const script = await auditScript();
  new Function(script);
  ok(script.startsWith('"use strict";'));
  ok(!/^import|^export|\bDeno\./m.test(script));
});
