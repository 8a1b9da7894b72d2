/**
 * Joins TypeScript modules into one script for browsers, in this process and in milliseconds: types are
 * replaced by blanks, and each module becomes a function that is called once and gives back what it exports.
 * It takes the plain modules that this project writes (named exports, relative imports, no cycle) and
 * refuses whatever else it meets.
 */
import { stripTypeScriptTypes } from "node:module";

/** Gives the text of a module. */
export type ReadModule = (url: URL) => Promise<string>;

const readFile: ReadModule = (url) => Deno.readTextFile(url);

/** What a module imports, by the name that it has here. */
const IMPORT = /^import\s*(?:\{([^}]*)\}\s*from\s*)?"([^"]+)";\n/gm;
const REEXPORT = /^export\s*\{([^}]*)\}\s*from\s*"([^"]+)";\n/gm;
const EXPORT_LIST = /^export\s*\{([^}]*)\};\n/gm;
const EXPORTED = /^export (?=(?:const|function\*?|async function\*?|class) (\w+))/gm;
/** Statements at the beginning of a line that none of the above has taken. */
const LEFT_OVER = /^(?:import|export)\b.*|\bimport(?:\.meta|\().*/m;

interface Joined {
  /** Name of its exports in the script. */
  name: string;
  exports: ReadonlySet<string>;
}

/**
 * The statements of a script that runs a module after all that it imports; its last line sets `result` to what
 * the module exports. The names `m0`, `m1` ... are the script's own. Throws an Error that names the module
 * which cannot be joined.
 */
export async function joinModules(
  entry: URL,
  result: string,
  read: ReadModule = readFile,
): Promise<string> {
  const parts: string[] = [];
  const joined = new Map<string, Joined | "in work">();

  async function join(url: URL): Promise<Joined> {
    const there = joined.get(url.href);
    if (there === "in work") throw new Error(`${url.pathname} imports itself by way of others`);
    if (there !== undefined) return there;
    joined.set(url.href, "in work");
    let text = withoutComments(stripTypeScriptTypes(`${await read(url)}\n`));
    const exports = new Map<string, string>();
    const given = async (names: string, path: string) => {
      if (!path.startsWith(".")) throw new Error(`${url.pathname} imports the package ${path}`);
      const pairs = pairsOf(names);
      // What was imported for its types alone is not needed when it runs.
      if (pairs.length === 0) return undefined;
      const from = await join(new URL(path, url));
      for (const [name] of pairs) {
        if (!from.exports.has(name)) throw new Error(`${url.pathname}: ${path} has no ${name}`);
      }
      return { from, pairs };
    };
    for (const [, names, path = ""] of text.matchAll(REEXPORT)) {
      const source = await given(names ?? "", path);
      for (const [name, as] of source?.pairs ?? []) exports.set(as, `${source?.from.name}.${name}`);
    }
    text = text.replace(REEXPORT, "");
    const imports: string[] = [];
    for (const [, names, path = ""] of text.matchAll(IMPORT)) {
      if (names === undefined) throw new Error(`${url.pathname} imports ${path} for no name`);
      const source = await given(names, path);
      if (source === undefined) continue;
      const bound = source.pairs.map(([name, as]) => name === as ? name : `${name}: ${as}`);
      imports.push(`const { ${bound.join(", ")} } = ${source.from.name};\n`);
    }
    text = text.replace(IMPORT, "");
    for (const [, names = ""] of text.matchAll(EXPORT_LIST)) {
      for (const [name, as] of pairsOf(names)) exports.set(as, name);
    }
    text = text.replace(EXPORT_LIST, "");
    for (const [, name = ""] of text.matchAll(EXPORTED)) exports.set(name, name);
    text = text.replace(EXPORTED, "");
    const left = LEFT_OVER.exec(text)?.[0];
    if (left !== undefined) throw new Error(`${url.pathname}: cannot join "${left}"`);
    const name = `m${parts.length}`;
    const list = [...exports].map(([as, local]) => as === local ? as : `${as}: ${local}`);
    parts.push(
      `const ${name} = (() => {\n${imports.join("")}${text}return { ${list.join(", ")} };\n})();\n`,
    );
    const module = { name, exports: new Set(exports.keys()) };
    joined.set(url.href, module);
    return module;
  }

  const { name } = await join(entry);
  return `${parts.join("")}const ${result} = ${name};\n`;
}

/** `a, b as c` as names there and here. */
function pairsOf(names: string): [string, string][] {
  return names.split(",").map((each) => each.trim()).filter((each) => each !== "").map((each) => {
    const [name = "", as = name] = each.split(/\s+as\s+/);
    return [name, as];
  });
}

/**
 * Leaves out blank lines and comments that have lines of their own. Where the backticks so far are odd in
 * number a template string may be open, and nothing is touched.
 */
export function withoutComments(code: string): string {
  const kept: string[] = [];
  let inTemplate = false;
  let inComment = false;
  for (const line of code.split("\n")) {
    if (!inTemplate) {
      const text = line.trim();
      // Code behind a comment keeps the line.
      inComment ||= /^\/\*(?:(?!\*\/).)*(?:\*\/)?$/.test(text);
      if (inComment) {
        inComment = !text.endsWith("*/");
        continue;
      }
      if (text === "" || text.startsWith("//")) continue;
    }
    if (line.split("`").length % 2 === 0) inTemplate = !inTemplate;
    kept.push(inTemplate ? line : line.trimEnd());
  }
  return `${kept.join("\n")}\n`;
}
