import assert from "node:assert/strict";
import type { Run } from "../format.ts";
import { pidstatFormat as format } from "./pidstat.ts";

const folder = new URL("../testdata/pidstat/", import.meta.url);
const fixture = (name: string) => Deno.readTextFileSync(new URL(`12.6.1-${name}.txt`, folder));

/** The text as a terminal of so many columns shows it. */
function wrapped(text: string, width: number): string {
  const pieces = new RegExp(`.{${width}}(?=.)`, "g");
  return text.replaceAll("\t", "        ").replace(pieces, "$&\n");
}

const read = (text: string): Run[] =>
  format.kind === "text" ? format.read(text, { file: "p.txt" }) : [];

const valuesOf = (runs: readonly Run[]) =>
  runs.flatMap(({ run, measurements }) =>
    measurements.map(({ labels, metric, statistic, value }) =>
      `${run} ${labels.pid} ${metric} ${statistic} ${value} of ${labels.samples}`
    )
  );

Deno.test("at every width a wrapped text has the values of the whole one, or says that some are missing", () => {
  const seen = { whole: 0, said: 0 };
  for (const name of ["h", "de_tables", "threads", "user"]) {
    const twice = fixture(name).repeat(2);
    const whole = valuesOf(read(twice));
    for (let width = 40; width <= 140; width++) {
      const text = wrapped(twice, width);
      if (!format.recognizes(text)) continue;
      const runs = read(text);
      const values = valuesOf(runs);
      const isSaid = runs.every(({ findings }) =>
        findings.some(({ rule }) => rule === "truncated-input")
      );
      if (isSaid) {
        seen.said++;
        assert.deepEqual(values.filter((each) => !whole.includes(each)), [], `${name}, ${width}`);
      } else {
        seen.whole++;
        assert.deepEqual(values, whole, `${name}, ${width}`);
      }
    }
  }
  assert.ok(seen.whole > 0 && seen.said > 0, JSON.stringify(seen));
});

const HEADER =
  "10:00:01      UID       PID    %usr %system  %guest   %wait    %CPU   CPU  Command\n";
const ROW = "10:00:02        0         7    1.00    1.00    0.00    0.00    2.00     1  a b c d\n";

Deno.test("rows below a header that is cut off are not read as rows of the table above it", () => {
  const memory =
    "10:00:01      UID       PID  minflt/s  majflt/s     VSZ     RSS   %MEM  Co\nmmand\n";
  const row = "10:00:02        0         7      0.04      0.00  225288   91932   1.14  a b c d\n";
  const [run] = read(HEADER + ROW + memory + row);
  assert.deepEqual(valuesOf(run === undefined ? [] : [run]), [
    "1 7 cpu mean 0.02 of 1",
    "1 7 cpu max 0.02 of 1",
  ]);
  assert.match(run?.findings[0]?.message ?? "", /^line 3 ends inside a row or a header/);
});

Deno.test("lines that are cut off are counted, averages and tables of ps are not", () => {
  const cut = ROW.replace(/1 {2}a.*/, "");
  const other = "10:00:03 USER PID %CPU COMMAND\n";
  const [run] = read(HEADER + cut + ROW + other + cut + ROW + cut.replace(/\S+/, "Average:"));
  assert.deepEqual(run?.findings.map(({ message, source }) => [message.slice(0, 43), source]), [
    ["2 lines, the first of them line 2, end insi", "p.txt#L2"],
  ]);
  assert.equal(run?.measurements[0]?.labels.samples, "2");
});
