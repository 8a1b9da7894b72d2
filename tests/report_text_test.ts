import assert from "node:assert/strict";
import { readManifest, readReportText, readTables, readTrials } from "../pipeline/report.ts";
import { judgeReportClaims } from "../pipeline/report_text.ts";
import { makeReport } from "./make_report.ts";

interface Text {
  claims?: unknown[];
  markdown?: string;
}

/** The text of a synthetic report with these claims, judged by its tables. */
async function textOf({ claims, markdown }: Text): Promise<string | undefined> {
  const root = await Deno.makeTempDir();
  try {
    const folder = await makeReport({
      dataFolder: root,
      name: "made",
      implementations: 3,
      loads: 4,
      trials: 3,
      troubled: false,
    });
    for (const file of ["claims.json", "report.md"]) await Deno.remove(`${folder}/${file}`);
    if (claims !== undefined) {
      await Deno.writeTextFile(`${folder}/claims.json`, JSON.stringify({ claims }));
    }
    if (markdown !== undefined) await Deno.writeTextFile(`${folder}/report.md`, markdown);
    const subject = {
      folder,
      manifest: await readManifest(folder),
      trials: await readTrials(folder),
      tables: await readTables(folder),
    };
    subject.tables.claims = await judgeReportClaims(subject);
    return await readReportText(subject, { claimAddress: (id) => `#claim-${id}` });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const RATE = 'count(goodput("*", load=8))';

Deno.test("a report's text is filled in from its tables", async () => {
  assert.equal(await textOf({}), undefined);
  const text = await textOf({
    markdown: `There are {{ ${RATE} | count }} of them at full load.\n`,
  });
  assert.match(text ?? "", /^There are 4 of them at full load\.$/m);
});

Deno.test("a text with a typed result, or an unknown expression, is refused by line and column", async () => {
  await assert.rejects(
    textOf({ markdown: "One.\n\nIt serves 48.1 k req/s.\n" }),
    /report\.md:3:11/,
  );
  await assert.rejects(
    textOf({ markdown: 'It is {{ goodput("nobody") }}.\n' }),
    /report\.md:1:\d+/,
  );
});

Deno.test("a claim whose verdict is no longer what the text relies on stops the build", async () => {
  const claim = { id: "four", statement: "there are four", expression: `${RATE} == 4` };
  assert.equal(await textOf({ claims: [claim] }), undefined);
  await assert.rejects(
    textOf({ claims: [{ ...claim, expression: `${RATE} == 5` }] }),
    /claim "four" \(there are four\) should be "holds" and is "refuted"/,
  );
  await assert.rejects(
    textOf({ claims: [{ ...claim, expected: "refuted" }] }),
    /should be "refuted" and is "holds"/,
  );
});
