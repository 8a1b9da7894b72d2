import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../../common/failure.ts";
import { type CitedCell, citedCell, citedTableFormat, runsOfCell } from "./cited_table.ts";
import { readRuns } from "../read.ts";

const HEAD = `# wallclock cited-table 1
# source: A. Author, "Servers compared", 2026
# url: https://example.org/report.html
`;

const TABLE = `${HEAD}
implementation,case,limits,load,load_unit,metric,statistic,value,unit,loop,printed,note
# the page's first table
axum,,"1 core, 2 GiB",8,connections,throughput,mean,316506,req/s,,"316,506",
axum,,"1 core, 2 GiB",8,connections,latency,p99,0.039,ms,closed-backfilled,,peak row
flask,sleep,,,,memory_rss,max,18.4,MB,,,
flask,sleep,,,,cpu,mean,1.5,%,,,
`;

function read(text: string) {
  return citedTableFormat.read(text, { file: "t.csv" });
}

Deno.test("a cited table becomes one run for each cell, in SI units, with the line of each figure", () => {
  const [axum, flask, ...others] = read(TABLE);
  equal(others.length, 0);
  deepEqual(axum?.labels, {
    source: 'A. Author, "Servers compared", 2026',
    url: "https://example.org/report.html",
    implementation: "axum",
    limits: "1 core, 2 GiB",
    load: "8",
    load_unit: "connections",
    trial: "1",
  });
  deepEqual(
    axum?.measurements.map(({ metric, value, unit, clock, loop, source, labels }) => ({
      metric,
      value,
      unit,
      clock,
      loop,
      source,
      labels,
    })),
    [
      {
        metric: "throughput",
        value: 316506,
        unit: "1/s",
        clock: "wall",
        loop: "",
        source: "t.csv#L7",
        labels: { printed: "316,506" },
      },
      {
        metric: "latency",
        value: 0.000039,
        unit: "s",
        clock: "wall",
        loop: "closed-backfilled",
        source: "t.csv#L8",
        labels: { note: "peak row" },
      },
    ],
  );
  deepEqual(
    flask?.measurements.map(({ metric, value, unit }) => [metric, value, unit]),
    [["memory_rss", 18_400_000, "B"], ["cpu", 0.015, "cores"]],
  );
});

Deno.test("a trial takes the runs of its own cell and those that name none", () => {
  const runs = read(TABLE);
  const axum: CitedCell = {
    implementation: "axum",
    case: "",
    limits: "1 core, 2 GiB",
    load: 8,
    load_unit: "connections",
    trial: 1,
  };
  deepEqual(runsOfCell(runs, axum), [runs[0]]);
  deepEqual(runsOfCell(runs, { ...axum, trial: 2 }), []);
  deepEqual(runsOfCell(runs, { ...axum, load: 16 }), []);
  const unplaced = read(`${HEAD}metric,statistic,value,unit\nthroughput,mean,1,req/s\n`);
  equal(citedCell(unplaced[0]!), undefined);
  deepEqual(runsOfCell(unplaced, axum), unplaced);
});

Deno.test("figures of several benchmarks are told apart within one run", () => {
  const runs = read(
    `${HEAD}implementation,benchmark,metric,statistic,value,unit,clock\n` +
      "a,BM_A/10,iteration_time,mean,494,us,wall\na,BM_A/100,iteration_time,mean,4.28,ms,wall\n",
  );
  deepEqual(
    runs.map((run) => run.measurements.map(({ value, labels }) => [value, labels.benchmark])),
    [[[0.000494, "BM_A/10"], [0.00428, "BM_A/100"]]],
  );
});

Deno.test("connections say how many were opened where that is not what was asked for", () => {
  const [run] = read(
    `${HEAD}metric,statistic,value,unit,actual\nconnections,total,64,1,63\nthreads,total,7,1,\n`,
  );
  deepEqual(run?.measurements.map((each) => each.labels), [{ connectionsActual: "63" }, {}]);
});

Deno.test("a printed zero time or a -1 keeps its address and is withheld", () => {
  const [run] = read(
    `${HEAD}metric,statistic,value,unit\nlatency,p50,0,ms\nerrors,total,0,1\nerrors_read,total,-1,1\n`,
  );
  deepEqual(
    run?.measurements.map(({ metric, value, status, findings }) => [
      metric,
      value,
      status,
      findings,
    ]),
    [
      ["latency", 0, "withheld", ["sentinel-value"]],
      ["errors", 0, "ok", []],
      ["errors_read", -1, "withheld", ["sentinel-value"]],
    ],
  );
  deepEqual(run?.findings.map(({ rule, metric, source }) => [rule, metric, source]), [
    ["sentinel-value", "latency", "t.csv#L5"],
    ["sentinel-value", "errors_read", "t.csv#L7"],
  ]);
});

Deno.test("a cited table is found through its first line, CRLF and byte order mark notwithstanding", async () => {
  const bytes = new TextEncoder().encode("\ufeff" + TABLE.replaceAll("\n", "\r\n"));
  const runs = await readRuns(bytes, { file: "t.csv" });
  deepEqual(runs, read(TABLE));
  await rejects(
    readRuns(new TextEncoder().encode(TABLE.slice(2)), { file: "t.csv" }),
    /t\.csv: no format recognises it/,
  );
});

Deno.test("a mistake in a cited table is refused with its line and what to write", () => {
  const row = (header: string, record: string) => `${HEAD}${header}\n${record}\n`;
  const plain = "metric,statistic,value,unit";
  const cases: [text: string, message: RegExp][] = [
    [TABLE.replace("table 1", "table 2"), /t\.csv#L1: cited-table 2 is not known/],
    [TABLE.replace("# source", "# from"), /t\.csv: nothing says where the figures are from/],
    [TABLE.replace("https://example.org", "javascript:x"), /t\.csv#L3: .* is no web address/],
    [row("metric,statistic,value", "throughput,mean,1"), /#L4: the column unit is missing/],
    [row(`${plain},value`, "a,b,c,d,e"), /#L4: the column value is there twice/],
    [row(`${plain},color`, "a,b,c,d,e"), /#L4: no column is called "color"/],
    [row(`${plain},load`, "a,b,c,d,e"), /#L4: a table with the column load needs one for impl/],
    [row(plain, "throughput,mean,1"), /#L5: 3 fields, expected 4/],
    [row(plain, 'throughput,mean,"1,req/s'), /#L5: field 3 has a quote too many or too few/],
    [row(plain, "throughput,mean,,req/s"), /#L5: the value of throughput is ""; leave the line/],
    [row(plain, "throughput,mean,N/A,req/s"), /#L5: the value of throughput is "N\/A"/],
    [row(plain, "throughput,mean,1e3,req/s"), /#L5: the value of throughput is "1e3"/],
    [row(plain, "latency,mean,1,MB"), /#L5: "MB" is no unit of latency; write one of ns us/],
    [row(plain, "latency,mean,1,constructor"), /#L5: "constructor" is no unit of latency/],
    [row(plain, "speed,mean,1,1"), /#L5: "speed" is not in the table of metrics/],
    [row(plain, "latency,average,1,ms"), /#L5: "average" is no statistic/],
    [row(`${plain},clock`, "errors,total,1,1,wall"), /#L5: the clock of errors is "wall"/],
    [row(`${plain},clock`, "latency,mean,1,ms,sun"), /#L5: the clock of latency is "sun"/],
    [row(`${plain},actual`, "threads,total,8,1,7"), /#L5: actual is "7"; .* of connections alone/],
    [row(`${plain},loop`, "latency,mean,1,ms,round"), /#L5: the loop is "round"/],
    [row(`implementation,${plain}`, ",latency,mean,1,ms"), /#L5: the implementation is missing/],
    [
      row(`implementation,load,load_unit,${plain}`, "a,8,,latency,mean,1,ms"),
      /#L5: load and load_unit are given together/,
    ],
    [row(`implementation,trial,${plain}`, "a,0,latency,mean,1,ms"), /#L5: the trial is "0"/],
    [
      row(plain, "latency,mean,1,ms\nlatency,mean,2,ms"),
      /#L6: the same value as t\.csv#L5 again/,
    ],
    [row(plain, "x".repeat(5000)), /#L5: 5000 characters in one line/],
    [`${HEAD}${plain}\n`, /t\.csv: the table has no record/],
  ];
  for (const [text, message] of cases) {
    throws(() => read(text), (error) => error instanceof Failure && message.test(error.message));
  }
});

Deno.test("a cut cited table gives the figures before the cut or is refused, never another figure", () => {
  const whole = new Map(
    read(TABLE).flatMap((run) => run.measurements).map((each) => [each.source, each]),
  );
  fc.assert(fc.property(fc.integer({ min: HEAD.length, max: TABLE.length }), (length) => {
    let runs;
    try {
      runs = read(TABLE.slice(0, length));
    } catch (error) {
      equal(error instanceof Failure, true, String(error));
      return;
    }
    for (const each of runs.flatMap((run) => run.measurements)) {
      const { value, unit, loop } = whole.get(each.source)!;
      deepEqual([each.value, each.unit, each.loop], [value, unit, loop]);
    }
  }));
});
