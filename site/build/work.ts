/** A build's work on many reports, shared between threads: each takes the next one as soon as it is free. */
import type { Folders, Jobs, OutlineResult, PagesResult, StampResult } from "./jobs.ts";
import type { Outline } from "./outline.ts";
import type { Settings } from "./settings.ts";

/** What is to be done, the same for every thread. */
export type Work =
  | { kind: "stamps"; items: readonly string[] }
  | { kind: "outlines"; items: readonly string[] }
  | { kind: "pages"; items: readonly Outline[]; settings: Settings };

/** What comes of one item. */
export type Result = StampResult | OutlineResult | PagesResult;

/** What a thread is told. */
export interface Order {
  folders: Folders;
  work: Work;
  /** Place of the next item that nobody has taken; the threads' memory in common. */
  next: Int32Array;
}

/** What a thread says: what came of an item, that nothing is left, or why it gives up. */
export type Answer =
  | { index: number; result: Result }
  | { finished: true }
  | { error: string };

/** Does what nobody has taken yet, until nothing is left. */
export async function doWork(
  jobs: Jobs,
  { work, next }: Pick<Order, "work" | "next">,
  give: (index: number, result: Result) => void,
): Promise<void> {
  for (;;) {
    const index = Atomics.add(next, 0, 1);
    if (index >= work.items.length) return;
    give(index, await resultOf(jobs, work, index));
  }
}

function resultOf(jobs: Jobs, work: Work, index: number): Promise<Result> {
  if (work.kind === "stamps") return jobs.stamp(work.items[index] as string);
  if (work.kind === "outlines") return jobs.outline(work.items[index] as string);
  return jobs.pages(work.items[index] as Outline, work.settings);
}
