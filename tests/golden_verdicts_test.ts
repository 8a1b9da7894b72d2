/** The speech gateway's 86 published points, judged again by the published objective. */
import { deepEqual, equal } from "node:assert/strict";
import { readCsv } from "../pipeline/tables/csv.ts";
import { citedCell } from "../pipeline/formats/cited_table/cited_table.ts";
import { capacityOf, type Point } from "../pipeline/verdicts/point.ts";
import { closeGates, expectedAnswers, judgeRun } from "../pipeline/verdicts/slo.ts";
import { SPEECH_GATEWAY_SLO } from "./published/speech_gateway_slo.ts";
import { runsOf, tablesOf, valueOf } from "./published/tables.ts";

interface JudgedPoint {
  key: string;
  implementation: string;
  cores: string;
  load: number;
  partials: number;
  allowed: number | undefined;
  failures: string[];
  verdict: "pass" | "fail";
  /** As the README prints it. */
  reported: string;
  close: string[];
}

async function judgePoints(): Promise<JudgedPoint[]> {
  const points: JudgedPoint[] = [];
  for (const run of await runsOf("published-speech-gateway")) {
    const cell = citedCell(run);
    if (cell === undefined || cell.load === null) continue;
    const { measurements } = run;
    const measured = measurements.find((each) => each.metric === "duration")?.value ?? NaN;
    const partials = expectedAnswers(SPEECH_GATEWAY_SLO.budget, cell.load, measured) ?? NaN;
    const judged = judgeRun(SPEECH_GATEWAY_SLO, measurements, partials);
    points.push({
      key: `${cell.implementation},${cell.limits},${cell.load}`,
      implementation: cell.implementation,
      cores: cell.limits.split(",")[0] as string,
      load: cell.load,
      partials,
      allowed: judged.errorsAllowed,
      failures: judged.failures.map(({ text }) => text),
      verdict: judged.verdict,
      reported: measurements.find((each) => each.labels.note !== undefined)?.labels.note ?? "",
      close: closeGates(SPEECH_GATEWAY_SLO, measurements, 0.001),
    });
  }
  return points;
}

const points = await judgePoints();

Deno.test("all 86 points fail by exactly the gates that were worked out by hand, or by none", async () => {
  const file = new URL("testdata/speech_gateway_verdicts.csv", import.meta.url);
  const header = ["implementation", "limits", "load", "partials", "allowed", "failures", "verdict"];
  const expected = [...readCsv(await Deno.readTextFile(file), header, "verdicts")].map((record) => {
    const [implementation, limits, load, partials, allowed, failures, verdict] = record.fields;
    return [
      `${implementation},${limits},${load}`,
      Number(partials),
      Number(allowed),
      failures,
      verdict,
    ];
  });
  equal(expected.length, 86);
  deepEqual(
    points.map(({ key, partials, allowed, failures, verdict }) => [
      key,
      partials,
      allowed,
      failures.length === 0 ? "ok" : failures.join(";"),
      verdict,
    ]),
    expected,
  );
});

Deno.test("all 86 verdicts agree with the published ones; borderline is no pass", () => {
  const disagreeing = points.filter(({ verdict, reported }) =>
    (verdict === "pass") !== /^pass\b/.test(reported)
  );
  deepEqual(disagreeing, []);
});

Deno.test("nine points fail by their errors alone, and two have no samples at all", () => {
  const alone = points.filter(({ failures }) =>
    failures.length === 1 && failures[0]?.startsWith("err_rate")
  );
  equal(alone.length, 9);
  const empty = points.filter(({ failures }) => failures[0] === "zero-partials/no-samples");
  deepEqual(empty.map(({ key }) => key), [
    "bun-serve,1 core, 2 GiB,3000",
    "elixir-phoenix,1 core, 1 GiB,1375",
  ]);
});

Deno.test("four passes rest on digits that were not published", () => {
  const close = points.filter((point) => point.verdict === "pass" && point.close.length > 0);
  deepEqual(close.map(({ key, close }) => [key, close]), [
    ["cpp-uwebsockets,1 core, 2 GiB,4450", ["newest_p50"]],
    ["rust-axum,1 core,3000", ["newest_p50"]],
    ["scala-pekko,1 core, 4 GiB,1400", ["newest_p50"]],
    ["python-fastapi,1 core, 2 GiB,1100", ["newest_p50"]],
  ]);
});

Deno.test("the brackets between the last pass and the first fail are the published ones", () => {
  const bracket = (implementation: string, cores: string) => {
    const own = points.filter((each) =>
      each.implementation === implementation && each.cores === cores
    );
    const capacity = capacityOf(
      own.map(({ load, verdict }): Point => ({ load, verdicts: [verdict] })),
    );
    return [capacity?.passes, capacity?.fails];
  };
  deepEqual(bracket("cpp-uwebsockets", "1 core"), [4450, 4475]);
  deepEqual(bracket("rust-axum", "1 core"), [3000, 3100]);
  deepEqual(bracket("rust-axum", "2 cores"), [4250, 4375]);
  // The README's summary says 2600.
  deepEqual(bracket("java-helidon", "1 core"), [2625, 2650]);
  deepEqual(bracket("java-helidon", "2 cores"), [3750, 3800]);
  deepEqual(bracket("bun-serve", "1 core"), [2550, 2600]);
  deepEqual(bracket("go-net-http", "1 core"), [2500, 2600]);
  deepEqual(bracket("go-net-http", "2 cores"), [4000, 4050]);
  deepEqual(bracket("scala-pekko", "1 core"), [1400, 1500]);
  deepEqual(bracket("scala-pekko", "2 cores"), [2200, 2250]);
  deepEqual(bracket("elixir-phoenix", "2 cores"), [2250, 2300]);
  deepEqual(bracket("python-fastapi", "1 core"), [1100, 1150]);
  deepEqual(bracket("python-fastapi", "2 cores"), [1750, 1775]);
  deepEqual(bracket("python-free-threaded", "1 core"), [180, 190]);
  deepEqual(bracket("python-free-threaded", "2 cores"), [205, 210]);
});

Deno.test("cores for a session, lift from one core to two, and the Pareto front of code and capacity", async () => {
  const rows = (await tablesOf("published-speech-gateway")).measurements;
  const capacity = (implementation: string, cores: string) =>
    valueOf(rows.filter((row) => row.limits === cores), {
      implementation,
      case: "stated-capacity",
      metric: "sessions",
    });
  const one = (implementation: string) => capacity(implementation, "1 core");
  const best = one("cpp-uwebsockets");
  const ratio = (implementation: string) => Number((best / one(implementation)).toPrecision(4));
  deepEqual(
    [
      "rust-axum",
      "java-helidon",
      "bun-serve",
      "go-net-http",
      "scala-pekko",
      "elixir-phoenix",
      "python-fastapi",
      "python-free-threaded",
    ].map(ratio),
    [1.483, 1.712, 1.745, 1.78, 3.179, 3.56, 4.045, 24.72],
  );
  const lift = (name: string) => (capacity(name, "2 cores") / one(name)).toFixed(2);
  deepEqual(
    [
      "rust-axum",
      "java-helidon",
      "go-net-http",
      "scala-pekko",
      "elixir-phoenix",
      "python-fastapi",
      "python-free-threaded",
    ].map(lift),
    ["1.42", "1.44", "1.60", "1.57", "1.80", "1.59", "1.14"],
  );
  const lines = rows.filter((row) => row.metric === "counter:lines_of_code");
  const front = lines.filter((row) =>
    !lines.some((other) =>
      other.value < row.value && one(other.implementation) >= one(row.implementation)
    )
  ).sort((a, b) => a.value - b.value);
  deepEqual(front.map((row) => [row.value, one(row.implementation)]), [[678, 1100], [696, 3000], [
    1551,
    4450,
  ]]);
});
