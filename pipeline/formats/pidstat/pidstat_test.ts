import assert from "node:assert/strict";
import fc from "fast-check";
import type { Run } from "../format.ts";
import { pidstatFormat as format, type ProcessSeries } from "./pidstat.ts";
import { numberOfCell, readPidstatHeader, secondsOfTime } from "./pidstat_lines.ts";

const folder = new URL("../testdata/pidstat/", import.meta.url);
const fixture = (name: string) => Deno.readTextFileSync(new URL(`12.6.1-${name}.txt`, folder));

function read(text: string): Run[] {
  assert.ok(format.recognizes(text.slice(0, 65_536)), "not recognised");
  return format.kind === "text" ? format.read(text, { file: "p.txt" }) : [];
}

/** `pid command metric statistic value line`. */
function valuesOf(run: Run | undefined): string[] {
  return (run?.measurements ?? []).map((each) =>
    `${each.labels.pid} ${each.labels.command} ${each.metric} ${each.statistic} ${each.value} ${
      each.source.split("#")[1]
    }`
  );
}

Deno.test("one line a process: mean and greatest CPU in cores, memory in bytes", () => {
  const [run] = read(fixture("h"));
  assert.deepEqual(valuesOf(run), [
    "31266 python3 cpu mean 0.21333333333333332 L4",
    "31266 python3 cpu max 0.22 L12",
    "31266 python3 memory_rss mean 13922304 L4",
    "31266 python3 memory_rss max 13922304 L4",
    "31309 sleep cpu mean 0 L5",
    "31309 sleep cpu max 0 L5",
    "31309 sleep memory_rss mean 1736704 L5",
    "31309 sleep memory_rss max 1736704 L5",
  ]);
  assert.deepEqual(run?.labels, {
    kernel: "Linux 6.18.44",
    host_name: "vm",
    date: "11/21/26",
    architecture: "x86_64",
    num_cpus: "2",
  });
});

Deno.test("every layout and language of the same process says the same", () => {
  for (const name of ["ampm", "h_ampm", "de", "de_tables", "fr", "epoch", "threads"]) {
    const [run] = read(fixture(name));
    const own = run?.measurements.filter((each) => each.labels.pid === "31266") ?? [];
    assert.deepEqual(
      own.map((each) => each.metric),
      ["cpu", "cpu", "memory_rss", "memory_rss"],
      name,
    );
    assert.ok((own[0]?.value ?? 0) >= 0.2 && (own[1]?.value ?? 1) <= 0.22, name);
    assert.equal(own[3]?.value, 13596 * 1024, name);
    assert.deepEqual(run?.findings, [], name);
  }
});

Deno.test("Average rows are no samples, in whatever language", () => {
  for (const name of ["ampm", "de_tables", "fr"]) {
    assert.equal(read(fixture(name))[0]?.measurements[0]?.labels.samples, "2", name);
  }
});

Deno.test("commands keep their arguments and users may have names", () => {
  const command = read(fixture("epoch"))[0]?.measurements[0]?.labels.command;
  assert.equal(command, "/usr/bin/python3 busy server.py");
  assert.equal(read(fixture("user"))[0]?.measurements[0]?.labels.pid, "31266");
});

Deno.test("threads leave series under their process and no measurements", () => {
  const [run] = read(fixture("threads"));
  assert.equal(run?.measurements.length, 4);
  const threads = (run?.series as ProcessSeries[]).filter(({ labels }) => labels.tid !== undefined);
  assert.deepEqual(
    threads.map(({ metric, labels, values }) => [metric, labels.pid, labels.tid, values]),
    [
      ["cpu", "31266", "31266", [0.1]],
      ["memory_rss", "31266", "31266", [13922304]],
      ["cpu", "31266", "31308", [0.12]],
      ["memory_rss", "31266", "31308", [13922304]],
    ],
  );
});

Deno.test("a process that is not there leaves a run in which nothing was measured", () => {
  const [run] = read(fixture("dead"));
  assert.deepEqual(run?.measurements, []);
  assert.deepEqual(run?.findings.map(({ rule, source }) => [rule, source]), [[
    "no-samples",
    "p.txt#L1",
  ]]);
});

const BANNER = "Linux 6.8.0 (host) \t10/23/2025 \t_x86_64_\t(2 CPU)\n\n";
const COLUMNS = "UID       PID    %usr %system  %guest   %wait    %CPU   CPU  Command\n";
const row = (time: string, cpu: string, command = "node") =>
  `${time}     0      7000   22.00    0.00    0.00    0.00   ${cpu}     1  ${command}\n`;

Deno.test("a banner begins another run, and other lines of a log are passed over", () => {
  const part = `${BANNER}10:00:00      ${COLUMNS}${row("10:00:01", "50.00")}\n`;
  const runs = read(`nohup: ignoring input\n${part}2025-10-23 13:55:24\n${part}`);
  assert.deepEqual(runs.map((run) => [run.run, run.measurements.length]), [[1, 2], [2, 2]]);
});

Deno.test("what a log puts before each line changes no value, no run and no time", () => {
  const prefixes = [
    ...["2026-11-21T10:00:00.0000000Z ", "pidstat-1  | ", "Nov 21 10:00:00 ", "    ", "> "],
    "measure\tRun it\t2026-11-21T10:00:00.0000000Z ",
  ];
  const withoutLines = (runs: Run[]) =>
    runs.map(({ labels, measurements, series, findings }) => [
      ...[labels, findings, series],
      measurements.map((
        { metric, statistic, value, labels },
      ) => [metric, statistic, value, labels]),
    ]);
  for (const name of ["ampm", "de_tables", "fr", "h", "h_ampm", "epoch", "threads"]) {
    const text = fixture(name).repeat(2);
    for (const prefix of prefixes) {
      const logged = text.split("\n").map((line) => line === "" ? "" : prefix + line).join("\n");
      assert.deepEqual(withoutLines(read(logged)), withoutLines(read(text)), prefix + name);
    }
  }
});

Deno.test("series run in seconds from their first sample, over midnight as well", () => {
  const times = ["11:59:58 PM", "11:59:59 PM", "12:00:00 AM", "12:00:01 AM"];
  const text = times.map((time) => `\n${time}  ${COLUMNS}${row(time, "50.00")}`).join("");
  assert.deepEqual(read(BANNER + text)[0]?.series?.[0]?.timesSeconds, [0, 1, 2, 3]);
});

Deno.test("a share that no machine has is left out with a finding, one of many cores is not", () => {
  const text =
    `${BANNER}# Time        ${COLUMNS}${row("10:00:01", "1252.05")}${
      row("10:00:02", "479000000000000000.00")
    }` +
    row("10:00:03", "-1.00") + row("10:00:04", "-nan");
  const [run] = read(text);
  assert.deepEqual(valuesOf(run), [
    "7000 node cpu mean 12.5205 L4",
    "7000 node cpu max 12.5205 L4",
  ]);
  assert.deepEqual(run?.findings.map(({ rule, source }) => [rule, source]), [
    ["sentinel-value", "p.txt#L5"],
    ["sentinel-value", "p.txt#L6"],
    ["sentinel-value", "p.txt#L7"],
  ]);
});

Deno.test("unreadable I/O of -1.00 does not disturb the columns that are read", () => {
  const text =
    `${BANNER}#      Time   UID       PID    %CPU   CPU     VSZ    RSS   %MEM   kB_rd/s  Command\n` +
    ` 1646859221     0         6    0.50     0   108296   1072   0.03     -1.00  ksoftirqd/0\n`;
  assert.deepEqual(valuesOf(read(text)[0]).map((value) => value.split(" ").slice(2, 5).join(" ")), [
    "cpu mean 0.005",
    "cpu max 0.005",
    "memory_rss mean 1097728",
    "memory_rss max 1097728",
  ]);
});

Deno.test("a row that is cut off is left out with a finding", () => {
  const whole = `${BANNER}10:00:00      ${COLUMNS}${row("10:00:01", "50.00")}${
    row("10:00:02", "60.00")
  }`;
  const [run] = read(whole.slice(0, -30));
  assert.deepEqual(valuesOf(run)[0], "7000 node cpu mean 0.5 L4");
  assert.deepEqual(run?.findings.map(({ rule, source }) => [rule, source]), [
    ["truncated-input", `p.txt#L${whole.trimEnd().split("\n").length}`],
  ]);
});

Deno.test("a text that ends inside a line says so, be it a row, a header or its first words", () => {
  for (const name of ["h", "de_tables", "threads"]) {
    const text = fixture(name);
    for (let length = 1; length < text.length; length++) {
      const cut = text.slice(0, length);
      if (!format.recognizes(cut) || cut.slice(cut.lastIndexOf("\n")).trim() === "") continue;
      const rules = read(cut).flatMap((run) => run.findings.map(({ rule }) => rule));
      assert.ok(rules.includes("truncated-input"), `${name} cut at ${length}`);
    }
    assert.ok(!read(text).some((run) => run.findings.length > 0), name);
  }
});

Deno.test("a command that is cut off does not rename the process", () => {
  const whole = `${BANNER}10:00:00      ${COLUMNS}${row("10:00:01", "50.00")}${
    row("10:00:02", "60.00")
  }`;
  const [run] = read(whole.slice(0, -3));
  assert.equal(run?.measurements[0]?.labels.command, "node");
  assert.match(run?.findings[0]?.message ?? "", /the command in its last row may be cut/);
});

Deno.test("no prefix of a text has a greater sample or more of them than the whole", () => {
  const whole = fixture("ampm");
  const samples = (text: string) =>
    (read(text)[0]?.series ?? []).flatMap((each) =>
      each.values.map((value, index) => `${each.metric} ${each.source} ${index} ${value}`)
    );
  const known = new Set(samples(whole));
  fc.assert(fc.property(fc.integer({ min: 150, max: whole.length }), (length) => {
    for (const sample of samples(whole.slice(0, length))) assert.ok(known.has(sample), sample);
  }));
});

Deno.test("what pidstat prints is read back, with a point and with a comma", () => {
  const percent = fc.integer({ min: 0, max: 6_400_000 }).map((value) => value / 100);
  fc.assert(
    fc.property(fc.array(percent, { minLength: 1, maxLength: 20 }), fc.boolean(), (list, comma) => {
      const text = BANNER + `# Time        ${COLUMNS}` + list.map((value, index) => {
        const printed = value.toFixed(2);
        return row(
          `10:00:${String(index).padStart(2, "0")}`,
          comma ? printed.replace(".", ",") : printed,
        );
      }).join("");
      const cpu = read(text)[0]?.series?.[0];
      assert.deepEqual(
        cpu?.values.map((value) => Math.round(value * 10_000)),
        list.map((value) => Math.round(value * 100)),
      );
    }),
  );
});

Deno.test("cells and times are read as their locales write them", () => {
  assert.deepEqual([numberOfCell("12,50"), numberOfCell("12.50"), numberOfCell("-1.00")], [
    12.5,
    12.5,
    -1,
  ]);
  assert.ok(Number.isNaN(numberOfCell("NORMAL")));
  assert.deepEqual(
    [
      "00:00:10",
      "12:00:10 AM",
      "12:00:10 PM",
      "01:00:10 PM",
      "1646859221",
      "12時00分10秒",
      "-",
      "7:12:00:10",
    ]
      .map(secondsOfTime),
    [10, 10, 43_210, 46_810, 1646859221, 43_210, undefined, 43_210],
  );
});

Deno.test("headers of other tools are not pidstat's", () => {
  assert.equal(
    readPidstatHeader(
      "12:00:01 AM     CPU     %user     %nice   %system   %iowait    %steal     %idle",
    ),
    undefined,
  );
  assert.equal(
    readPidstatHeader(
      "  PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND",
    ),
    undefined,
  );
  assert.ok(
    !format.recognizes(`${BANNER}avg-cpu:  %user   %nice %system %iowait  %steal   %idle\n`),
  );
});

Deno.test("a text without a table is a failure with file and remedy", () => {
  assert.throws(
    () => format.kind === "text" && format.read(BANNER, { file: "p.txt" }),
    /p\.txt line 1: no table of pidstat.*Give what pidstat printed/,
  );
});
