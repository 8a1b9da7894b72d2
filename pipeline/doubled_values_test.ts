import { equal, rejects, throws } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { silentProgress } from "../common/progress.ts";
import { rowOf } from "./audit/testing.ts";
import type { Correction } from "./corrections/correction.ts";
import { CORRECTIONS } from "./corrections/mod.ts";
import { checkNoneDoubled } from "./doubled_values.ts";
import { normalizeReport } from "./normalize.ts";
import type { Row } from "./row.ts";
import { makeRecordedReport, RAW_FILES, withFolder } from "./verify/testing.ts";

/** Appends a throughput of its own, and supersedes what it replaces if told to. */
function correctionThat(supersedes: boolean): Correction {
  const isReplaced = ({ metric, statistic }: { metric: string; statistic: string }) =>
    metric === "throughput" && statistic === "mean";
  return {
    name: "rate-halved",
    about: "A fault of a test.",
    apply: (runs) =>
      runs.map((run) => ({
        ...run,
        measurements: run.measurements.flatMap((each) =>
          isReplaced(each)
            ? [
              { ...each, status: supersedes ? "superseded" as const : each.status },
              { ...each, value: each.value / 2, correction: "rate-halved" },
            ]
            : [each]
        ),
      })),
  };
}

/** Normalizes a recorded report with one correction more in the registry. */
async function normalizedWith(correction: Correction): Promise<string> {
  let folder = "";
  await withFolder(async (data) => {
    folder = await makeRecordedReport(data);
    const registry = CORRECTIONS as Correction[];
    registry.push(correction);
    try {
      await normalizeReport(folder, silentProgress);
    } finally {
      registry.pop();
    }
  });
  return folder;
}

Deno.test("normalize refuses a report where a correction forgot to supersede what it replaces", async () => {
  await rejects(normalizedWith(correctionThat(false)), (error) => {
    equal(
      (error as Failure).message.replace(/^.*\/recorded: /, "").replaceAll(
        /\d+(\.\d+)? 1\/s/g,
        "X",
      ),
      `s, a, 10 connections, trial 1: throughput mean has two values that both count, X as the tool gave it ` +
        `(${RAW_FILES[0]}#L7) and X by the correction "rate-halved" (${
          RAW_FILES[0]
        }#L7): a correction marks ` +
        'what it replaces as "superseded"; mend it in pipeline/corrections/',
    );
    return error instanceof Failure;
  });
  // The twin that remembers is normalized.
  await normalizedWith(correctionThat(true));
});

function row(extra: Partial<Row>): Row {
  return { ...rowOf({ metric: "latency", statistic: "p99", value: 1 }), ...extra };
}

Deno.test("values that differ in more than their correction, two runs of one file, and what is out already may stand together", () => {
  const one = row({ correction: "x" });
  const others: Partial<Row>[] = [
    { case: "b" },
    { trial: 2 },
    { metric: "time_to_first_byte" },
    { statistic: "p95" },
    { clock: "cpu" },
    { loop: "closed" },
    { status: "withheld" },
    { status: "superseded" },
    { correction: "x" },
  ];
  for (const other of others) checkNoneDoubled([one, row(other)]);
  checkNoneDoubled([row({}), row({})]);
  throws(() => checkNoneDoubled([one, row({ correction: "y" })]), /by the correction "x".*"y"/);
});
