import { deepEqual, equal, match, ok } from "node:assert/strict";
import { type AnyMaker, EVERY_CHART } from "../../charts/all_charts.ts";
import { CHART_KINDS } from "./chart_kinds.ts";

const CHARTS = new URL("../../charts/", import.meta.url);

/** Names of the makers that others do not hold. */
function namesBut(makers: readonly AnyMaker[], others: readonly AnyMaker[]): string[] {
  return makers.filter((maker) => !others.includes(maker)).map(({ name }) => name);
}

Deno.test("every chart there is has one entry that says how to read it and what it does not show", () => {
  const told = CHART_KINDS.flatMap(({ of }) => of);
  const untold = namesBut(EVERY_CHART, told);
  ok(
    untold.length === 0,
    `how to read ${untold} is said nowhere: name it in an entry of site/components/method/chart_kinds.ts`,
  );
  deepEqual(namesBut(told, EVERY_CHART), []);
  equal(new Set(told).size, told.length);
  ok(CHART_KINDS.every(({ says, doesNotShow }) => says.endsWith(".") && doesNotShow.endsWith(".")));
});

Deno.test("curves over time are said to be of the time that they are drawn of", () => {
  const curves = CHART_KINDS.find(({ name }) => name === "CPU and memory over time");
  match(
    curves?.says ?? "",
    /through the measured time of one trial; where a tool tells no warm-up/,
  );
});

/** What charts are made of, and what gives one of them: none by themselves. */
const PARTS: readonly string[] = ["changeChart", "dotChart", "leadingChart"];

/** Names of the functions of a folder, and of those in it, that make a chart. */
async function makersIn(folder: URL): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) names.push(...await makersIn(new URL(`${name}/`, folder)));
    if (!name.endsWith(".ts")) continue;
    const text = await Deno.readTextFile(new URL(name, folder));
    names.push(...[...text.matchAll(/^export function (\w+Chart)\(/gm)].map(([, own = ""]) => own));
  }
  return names;
}

Deno.test("the registry has every maker of a chart that there is", async () => {
  const makers = (await makersIn(CHARTS)).filter((name) => !PARTS.includes(name));
  const listed = EVERY_CHART.map(({ name }) => name);
  const unlisted = makers.filter((name) => !listed.includes(name));
  ok(unlisted.length === 0, `no list of site/charts/all_charts.ts has ${unlisted}`);
  deepEqual(listed.filter((name) => !makers.includes(name)), []);
});
