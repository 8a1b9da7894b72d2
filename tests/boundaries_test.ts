/** The plan of the house as a test: who may import whom, and who may use the system. */

const ROOT = decodeURIComponent(new URL("..", import.meta.url).pathname);

/** Lume is not in the npm registry: its configuration is the one file that no other imports. */
const LUME = "site/_config.ts";

/** Source files below a folder, without tests and what they share, as paths from the root. */
function sources(folder: string): string[] {
  const found: string[] = [];
  for (const entry of Deno.readDirSync(ROOT + folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory && entry.name !== "testdata" && entry.name !== "implementations") {
      found.push(...sources(path));
    } else if (/(?<!_test|^testing)\.tsx?$/.test(entry.name)) found.push(path);
  }
  return found;
}

/** Paths from the root that a file imports; packages are left out. */
function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map((match) =>
    new URL(match[1] as string, `file:///${path}`).pathname.slice(1)
  );
}

const PUBLISH_MAY = new Set([
  "runners/interrupt.ts",
  "runners/paths.ts",
  "runners/plan.ts",
  "runners/scenarios/mod.ts",
]);

/** Every import that goes against the plan, as a sentence. */
export function violations(path: string, text: string): string[] {
  const found: string[] = [];
  const stage = path.split("/")[0] as string;
  for (const target of importsOf(path, text)) {
    const other = target.split("/")[0] as string;
    if (target === LUME) found.push(`${path} imports ${target}, which needs other hosts`);
    if (other === stage || other === "common") continue;
    if (stage !== "pipeline" && stage !== "common" && target === "pipeline/report.ts") continue;
    // The chain of a publication calls the other stages' tasks; of runners it needs to know what there is.
    if (stage === "publish" && PUBLISH_MAY.has(target)) continue;
    // The page for raw files has the pipeline in it.
    if (stage === "site" && target === "pipeline/inspection.ts") continue;
    found.push(`${path} imports ${target}`);
  }
  const pure = /^pipeline\/(formats|corrections|audit|statistics|histograms|claims)\//.test(path);
  if (pure && /\bDeno\.|from "node:|from "npm:/.test(text)) {
    found.push(`${path} uses the system; only strings, bytes and web streams are allowed there`);
  }
  if (path !== LUME && /from "(jsr:|https?:)/.test(text)) {
    found.push(`${path} imports from outside the npm registry`);
  }
  return found;
}

Deno.test("stages import each other only through pipeline/report.ts and, for a page, inspection.ts", () => {
  const found = ["common", "pipeline", "runners", "site", "publish"].flatMap(sources)
    .flatMap((path) => violations(path, Deno.readTextFileSync(ROOT + path)));
  if (found.length > 0) throw new Error(found.join("\n"));
});

Deno.test("the check of boundaries sees each kind of violation", () => {
  const cases: [string, string, number][] = [
    ["site/build.ts", 'import { a } from "../pipeline/report.ts";', 0],
    ["site/build.ts", 'import { a } from "../pipeline/row.ts";', 1],
    ["publish/plan.ts", 'import { a } from "../runners/plan.ts";', 0],
    ["publish/plan.ts", 'import { a } from "../runners/trial.ts";', 1],
    ["site/audit/worker.ts", 'import { a } from "../../pipeline/inspection.ts";', 0],
    ["runners/bench.ts", 'import { a } from "../pipeline/inspection.ts";', 1],
    ["pipeline/judge.ts", 'import { a } from "../site/build.ts";', 1],
    ["runners/load/wrk/wrk.ts", 'import { a } from "../../../site/build.ts";', 1],
    ["pipeline/formats/wrk.ts", "const text = Deno.readTextFileSync(path);", 1],
    ["pipeline/raw_file.ts", "const text = Deno.readTextFileSync(path);", 0],
    ["common/files.ts", 'import { a } from "https://example.org/a.ts";', 1],
    ["site/_config.ts", 'import { a } from "https://example.org/a.ts";', 0],
    ["site/build.ts", 'import site from "./_config.ts";', 1],
  ];
  for (const [path, text, expected] of cases) {
    const count = violations(path, text).length;
    if (count !== expected) throw new Error(`${path}: ${count} violations of ${expected}: ${text}`);
  }
});
