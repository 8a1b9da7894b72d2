/** The programs of the data page, run as they stand there: DuckDB and JavaScript, on a report's own files. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { messageOf } from "../../common/failure.ts";
import { makeReport } from "../../tests/make_report.ts";
import { compareText, readTables, type Summary } from "../../pipeline/report.ts";
import { type Snippet, snippetsFor } from "./snippets.ts";

const DUCKDB = "npm:@duckdb/node-api@1.5.5-r.5";

const METRIC = "goodput";
const STATISTIC = "mean";

/** What DuckDB answers, as a line of JSON: the package is nobody's but this test's. */
const ASK_DUCKDB = `
  const { DuckDBInstance } = await import(${JSON.stringify(DUCKDB)});
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const reader = await connection.runAndReadAll(Deno.args[0]);
  console.log(JSON.stringify(reader.getRowObjectsJson()));
`;

interface Row {
  implementation: string;
  case: string;
  load: number | null;
  median: number;
  low: number | null;
  high: number | null;
  status: Summary["status"];
}

/** Runs a program in a process without this project's packages; returns what it prints. */
async function run(program: string, args: readonly string[] = []): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/program.js`, program);
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--no-config", "--no-lock", "-A", `${folder}/program.js`, ...args],
      stdin: "null",
      env: { NO_COLOR: "1" },
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function withReport(
  body: (expected: Row[], snippet: (id: string, name?: string) => string) => Promise<void>,
): Promise<void> {
  const dataFolder = `${await Deno.makeTempDir()}/it's data`;
  try {
    const folder = await makeReport({
      ...{ dataFolder, implementations: 4, loads: 4, trials: 3 },
      troubled: true,
    });
    const { summary } = await readTables(folder);
    const all = summary.filter((row) => row.metric === METRIC && row.statistic === STATISTIC);
    const expected = all.filter(({ status }) => status !== "withheld").map(toRow);
    ok(expected.some(({ status }) => status === "lower bound"), "a bound is a result");
    ok(expected.length < all.length, "what is withheld is none");
    const snippets = (address: string) =>
      snippetsFor({ folder: address, metric: METRIC, statistic: STATISTIC });
    await body(inOrder(expected), (id) => {
      const address = id === "javascript" ? new URL(`file://${folder}/`).href : `${folder}/`;
      return snippets(address).find((each) => each.id === id)?.code ?? "";
    });
  } finally {
    await Deno.remove(dataFolder.slice(0, dataFolder.lastIndexOf("/")), { recursive: true });
  }
}

function toRow(row: Summary | Row): Row {
  const { implementation, load, median, low, high, status } = row;
  // What is not there is null in one language, without a property in the other.
  const there = { case: row.case ?? "", load: load ?? null, low: low ?? null, high: high ?? null };
  return { implementation, ...there, median, status };
}

/** Equal medians may stand in any order. */
function inOrder(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) =>
    b.median - a.median || compareText(a.implementation, b.implementation)
  );
}

Deno.test("the JavaScript of the data page gives the rows of the summary", () =>
  withReport(async (expected, snippet) => {
    const program = `${snippet("javascript")}\nconsole.log("\\n" + JSON.stringify(rows));\n`;
    const printed = await run(program);
    const rows = JSON.parse(printed.trimEnd().split("\n").at(-1) ?? "") as Row[];
    deepEqual(inOrder(rows.map(toRow)), expected);
    equal(rows[0]?.median, expected[0]?.median, "the best comes first");
  }));

Deno.test("the SQL of the data page gives the rows of the summary in DuckDB", () =>
  withReport(async (expected, snippet) => {
    const rows = JSON.parse(await run(ASK_DUCKDB, [snippet("duckdb")])) as Row[];
    deepEqual(inOrder(rows.map(toRow)), expected);
    equal(rows[0]?.median, expected[0]?.median, "the best comes first");
    await run(ASK_DUCKDB, ["SELECT wrong FROM nowhere"]).then(
      () => ok(false, "a wrong query must fail"),
      (error) => ok(/Catalog Error/.test(messageOf(error)), messageOf(error)),
    );
  }));

Deno.test("each snippet shows lower bounds as such, and of which case a figure is", () => {
  for (const { id, code } of snippetsFor({ folder: "/r/", metric: METRIC, statistic: STATISTIC })) {
    match(code, /status\S* (<>|!=|!==) ["']withheld["']/, id);
    match(code, /implementation"?, "case", /, id);
    match(code, /"?high"?, "?status"?/, id);
  }
});

Deno.test("snippets keep their quotes, whatever the address holds", () => {
  const folder = `/it's "here"/`;
  const code = (id: Snippet["id"]) =>
    snippetsFor({ folder, metric: `a'b"c`, statistic: "mean" })
      .find((each) => each.id === id)?.code ?? "";
  ok(code("duckdb").includes(`read_csv('/it''s "here"/summary.csv'`));
  ok(code("duckdb").includes(`metric = 'a''b"c'`));
  for (const id of ["pandas", "r"]) ok(code(id).includes(`"/it's \\"here\\"/summary.csv"`), id);
});
