/** The data package of a report, judged by the Frictionless project's own library. */
import { Package } from "datapackage";
import { writeDataPackage } from "../pipeline/tables/data_package.ts";
import { writeTables } from "../pipeline/tables/mod.ts";
import { measurement } from "../pipeline/measurement.ts";
import type { Row } from "../pipeline/row.ts";
import { summarize } from "../pipeline/statistics/summarize.ts";

const row: Row = {
  ...measurement({
    metric: "throughput",
    statistic: "mean",
    value: 1234.5,
    source: "raw/a.txt#L9",
  }),
  scenario: "http-counter",
  implementation: "node-http",
  case: '=1+1, "quoted"',
  limits: "1 core",
  load: 64,
  load_unit: "connections",
  trial: 1,
};

async function problemsOf(
  folder: string,
  damage: (content: string) => string,
  created = "2026-11-21T00:00:00Z",
): Promise<string[]> {
  const files = writeTables({
    measurements: [row],
    summary: summarize([row], []),
    comparisons: [{
      ...row,
      implementation_a: "node-http",
      implementation_b: "go-net-http",
      ratio: 0.5,
      low: 0.4,
      high: 0.6,
      p_adjusted: 0.01,
      verdict: "slower",
    }],
    states: [{
      ...row,
      load: 64,
      state: "failed",
      passes: 0,
      fails: 1,
      limited_by: ["newest_p50=204>200"],
      errors_allowed: null,
      note: "",
    }],
    findings: [{
      ...row,
      rule: "short-run",
      severity: "warn",
      message: "measured for 1 s",
      trial: null,
    }],
    claims: [{
      id: "slower",
      statement: "Node is slower than Go",
      expression: 'throughput("node-http") / throughput("go-net-http") < 1',
      value: 0.5,
      low: 0.4,
      high: 0.6,
      relation: "<",
      threshold: 1,
      verdict: "holds",
      reason: "",
      unit: "1",
    }],
  });
  for (const { path, content } of files) {
    const damaged = path === "measurements.csv" ? damage(content) : content;
    await Deno.writeTextFile(`${folder}/${path}`, damaged);
  }
  const descriptor = writeDataPackage({
    name: "test",
    title: "Test",
    created,
    citation: "",
    files: [...files.map(({ path }) => path), "histograms.hlog"]
      .map((path) => ({ path, bytes: 1, sha256: "0".repeat(64) })),
  });
  const data = await Package.load(JSON.parse(descriptor), { basePath: folder, strict: false });
  const problems = data.errors.map((error: Error) => error.message);
  // The library in Python refuses what this one lets pass: a time that is none.
  const { created: told } = data.descriptor;
  if (told !== undefined && !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(told)) {
    problems.push(`created: ${told} is no date with a time`);
  }
  for (const resource of data.resources.filter(({ tabular }: { tabular: boolean }) => tabular)) {
    try {
      await resource.read({ cast: true });
    } catch (error) {
      problems.push(`${resource.name}: ${(error as Error).message}`);
    }
  }
  return problems;
}

Deno.test({
  name: "datapackage.json and its tables are accepted by the Frictionless validator",
  // The library keeps streams of its own open.
  sanitizeResources: false,
  sanitizeOps: false,
  async fn() {
    const folder = await Deno.makeTempDir();
    const good = await problemsOf(folder, (content) => content);
    const broken = await problemsOf(folder, (content) => content.replace("1234.5", "fast"));
    // A text that was published may say its day alone.
    const dated = await problemsOf(folder, (content) => content, "2025-12-06");
    await Deno.remove(folder, { recursive: true });
    good.push(...dated);
    if (good.length > 0) throw new Error(good.join("\n"));
    if (broken.length === 0) throw new Error("a number that is none was not noticed");
  },
});
