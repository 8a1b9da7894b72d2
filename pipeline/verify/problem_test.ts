import { deepEqual } from "node:assert/strict";
import { verifyReport } from "../verify.ts";
import { alterOneByte, makeRecordedReport, withFolder } from "./testing.ts";

Deno.test("the tables of a report that is not published yet are made anew", () =>
  withFolder(async (data) => {
    const folder = await makeRecordedReport(data, "recorded", { state: "draft" });
    await alterOneByte(`${folder}/summary.csv`);
    const { problems } = await verifyReport("recorded", data);
    deepEqual(problems.map(({ remedy }) => remedy), ["run `deno task normalize recorded`"]);
  }));
