/** One byte of a raw file, changed: nothing that reads the report may go on. */
import { equal, match, ok, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { silentProgress } from "../common/progress.ts";
import { normalizeReport } from "../pipeline/normalize.ts";
import { verifyReport } from "../pipeline/verify.ts";
import {
  alterOneByte,
  makeRecordedReport,
  RAW_FILES,
  withFolder,
} from "../pipeline/verify/testing.ts";
import { buildSite } from "../site/build.ts";

for (const raw of RAW_FILES) {
  Deno.test(`one changed byte of ${raw} stops verify, normalize and site, each naming it`, () =>
    withFolder(async (dataFolder) => {
      const folder = await makeRecordedReport(dataFolder);
      const site = { dataFolder, out: `${dataFolder}/out`, base: "/" };
      equal((await verifyReport("recorded", dataFolder)).problems.length, 0);
      equal((await buildSite(site)).reports, 1);
      const table = await Deno.readTextFile(`${folder}/measurements.csv`);
      const page = await Deno.readTextFile(`${site.out}/reports/recorded/index.html`);

      await alterOneByte(`${folder}/${raw}`);
      const names = (error: unknown) => {
        ok(error instanceof Failure);
        match(error.message, new RegExp(`recorded/${raw.replaceAll(".", "\\.")} was altered`));
        return true;
      };
      const [problem] = (await verifyReport("recorded", dataFolder)).problems;
      equal(problem?.file, `${folder}/${raw}`);
      await rejects(normalizeReport(folder, silentProgress), names);
      await rejects(buildSite(site), names);
      equal(await Deno.readTextFile(`${folder}/measurements.csv`), table);
      equal(await Deno.readTextFile(`${site.out}/reports/recorded/index.html`), page);
    }));
}
