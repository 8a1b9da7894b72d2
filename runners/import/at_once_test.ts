import { deepEqual, equal } from "node:assert/strict";
import { readManifest, readTrials } from "../../pipeline/report.ts";
import { importFiles } from "../import.ts";

/** A cited table of one trial. */
const tableOf = (implementation: string, rate: number) =>
  `# wallclock cited-table 1
# source: a page
implementation,limits,load,load_unit,trial,metric,statistic,value,unit
${implementation},1 core,8,connections,1,throughput,mean,${rate},req/s
`;

Deno.test("imports into one report at once all file their trials", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const names = ["axum", "drogon", "flask", "gin", "hono", "rails"];
    await Promise.all(
      names.map((name, index) =>
        Deno.writeTextFile(`${folder}/${name}.csv`, tableOf(name, 1000 + index))
      ),
    );
    const options = { report: "cited", scenario: "hello", table: true };
    const data = `${folder}/data`;
    const filed = await Promise.all(
      names.map((name) => importFiles([`${folder}/${name}.csv`], options, data)),
    );
    equal(filed.flat().length, names.length);
    const trials = await readTrials(`${data}/cited`);
    deepEqual(trials.map((trial) => trial.implementation).sort(), names);
    const { implementations } = await readManifest(`${data}/cited`);
    deepEqual(implementations.map((each) => each.name).sort(), names);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
