/** What is said of lines that are no whole samples, of both forms in which k6 writes its samples. */
import { sayTruncated } from "../build_run.ts";
import type { Origin, Run } from "../format.ts";

/** Says how many lines are left out and where the first is; a last one alone is one that k6 did not finish. */
export function sayBrokenLines(
  run: Run,
  broken: readonly number[],
  lastLine: number,
  origin: Origin,
): void {
  const first = broken[0];
  if (first === undefined) return;
  run.labels.brokenLines = String(broken.length);
  sayTruncated(
    run,
    `${origin.file}#L${first}`,
    broken.length === 1 && first === lastLine
      ? `line ${first} is half-written: k6 was ended or the disk was full; its sample is left out`
      : `${broken.length} lines, the first of them line ${first}, are no whole samples and are left out`,
  );
}
