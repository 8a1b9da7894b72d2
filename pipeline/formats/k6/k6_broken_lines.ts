/** What k6's files of samples say of lines that hold no sample. */
import { sayTruncated } from "../build_run.ts";
import type { Run } from "../format.ts";

/** Says which lines of a run (1-based, ascending) are no whole samples; nothing where there are none. */
export function sayBrokenLines(
  run: Run,
  broken: readonly number[],
  lastLine: number,
  file: string,
): void {
  const first = broken[0];
  if (first === undefined) return;
  run.labels.brokenLines = String(broken.length);
  sayTruncated(
    run,
    `${file}#L${first}`,
    broken.length > 1
      ? `${broken.length} lines, the first of them line ${first}, are no whole samples and are left out`
      : first !== lastLine
      ? `line ${first} is no whole sample and is left out`
      : `the last line, ${first}, is no whole sample and is left out: k6 was ended, the disk was full, or ` +
        "its value is no number",
  );
}
