/**
 * Drives autocannon as its own command would, and dumps every latency that it measured, in microseconds, to
 * the file named by WALLCLOCK_HISTOGRAM: autocannon itself cuts them to whole milliseconds. Started as
 * `node drive.cjs --module=FOLDER --connections=C --duration=SECONDS URL`; prints the result as JSON.
 */
"use strict";

const { writeFileSync } = require("node:fs");
const { parseArgs } = require("node:util");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    module: { type: "string" },
    connections: { type: "string" },
    duration: { type: "string" },
  },
});
const autocannon = require(values.module ?? "autocannon");

/** Counts of whole microseconds below a second, by far the most; a map has the others. */
const short = new Uint32Array(1e6);
const long = new Map();

const run = autocannon({
  url: positionals[0],
  connections: Number(values.connections),
  duration: Number(values.duration),
  // As the command has it: no threads beside this one.
  workers: 0,
});
run.on("response", (_client, _status, _bytes, milliseconds) => {
  const microseconds = Math.floor(milliseconds * 1000);
  if (microseconds < short.length) short[microseconds]++;
  else long.set(microseconds, (long.get(microseconds) ?? 0) + 1);
});
run.then((result) => {
  const path = process.env.WALLCLOCK_HISTOGRAM;
  if (path !== undefined) writeFileSync(path, histogram());
  process.stdout.write(JSON.stringify(result) + "\n");
}, (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

/** As pipeline/formats/histogram_dump.ts reads it. */
function histogram() {
  const rows = [];
  short.forEach((count, value) => {
    if (count > 0) rows.push([value, count]);
  });
  rows.push(...[...long].sort((a, b) => a[0] - b[0]));
  const total = rows.reduce((sum, [, count]) => sum + count, 0);
  return "# wallclock autocannon-latency-histogram 1\n" +
    `# unit: us, loop: closed, count: ${total}\n` +
    rows.map(([value, count]) => `${value} ${count}\n`).join("") + "# end\n";
}
