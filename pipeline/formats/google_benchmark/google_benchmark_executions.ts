/** What several executions printed into one file, as the one run that a file of Google Benchmark is. */
import type { InputFinding } from "../../finding.ts";
import type { Run } from "../format.ts";
import { type BenchmarkRow, countRows, measureRows } from "./google_benchmark.ts";
import type { ContextReader } from "./google_benchmark_context.ts";

/** An execution read alone: a machine, a way of counting and repetitions of its own. */
export interface Execution {
  run: Run;
  rows: readonly BenchmarkRow[];
}

/** The rows of one execution as what they measure, by the way of counting that its context tells. */
export function readExecution(
  format: string,
  rows: readonly BenchmarkRow[],
  context: ContextReader,
  said: readonly InputFinding[],
): Execution {
  const { threadTimes } = context;
  const { measurements, findings } = measureRows(rows, threadTimes);
  const labels: Run["labels"] = { ...context.labels(), rows: countRows(rows) };
  if (threadTimes !== undefined) labels.thread_times = threadTimes;
  return { run: { format, run: 1, labels, measurements, findings: [...said, ...findings] }, rows };
}

/** The first program's name is the run's, and each row has its own. */
const PROGRAM = "executable";

/**
 * One run of all executions. Their tables are numbered on, so that no row becomes the repetition of one that another
 * execution printed; labels that are not the same for all are said of none.
 */
export function asOneRun(executions: readonly Execution[], file: string): Run[] {
  const [first] = executions;
  if (first === undefined || executions.length === 1) return executions.map(({ run }) => run);
  const runs = executions.map(({ run }) => run);
  const labels = Object.entries(first.run.labels).filter(([key, value]) =>
    key === PROGRAM || runs.every((each) => each.labels[key] === value)
  );
  const programs = new Set(runs.flatMap((each) => each.labels[PROGRAM] ?? [])).size;
  let before = 0;
  const measurements = executions.flatMap(({ run, rows }) => {
    const offset = before;
    before += new Set(rows.map(({ table }) => table)).size;
    const program = run.labels[PROGRAM];
    const own = programs > 1 && program !== undefined ? { [PROGRAM]: program } : {};
    return run.measurements.map((each) => ({
      ...each,
      labels: { ...own, ...each.labels, table: String(offset + Number(each.labels.table ?? 1)) },
    }));
  });
  const differs = new Set(
    runs.flatMap((each) => Object.keys(each.labels)).filter((key) =>
      key !== "rows" && key !== PROGRAM && !labels.some(([own]) => own === key)
    ),
  );
  return [{
    ...first.run,
    run: 1,
    labels: {
      ...Object.fromEntries(labels),
      rows: countRows(executions.flatMap(({ rows }) => rows)),
    },
    measurements,
    findings: [
      ...runs.flatMap(({ findings }) => findings),
      {
        rule: "truncated-input",
        severity: "warn",
        message:
          `the file holds ${runs.length} executions; their rows are told apart by the label table` +
          `${differs.size === 0 ? "" : `, and ${[...differs].join(", ")} are said of none`}. ` +
          "Give each in a file of its own",
        source: file,
      },
    ],
  }];
}
