/** What the labels of a run add to the cell that it belongs to. */
import type { Measurement } from "../measurement.ts";
import type { Run } from "./format.ts";

/** Whether a run speaks of more than one process, whose figures must not be taken for repetitions. */
export function holdsSeveralProcesses(run: Run): boolean {
  const pids = new Set(run.measurements.map((each) => each.labels.pid ?? ""));
  pids.delete("");
  return pids.size > 1;
}

/**
 * The case of a row: the trial's own, and the part of the workload that the tool names: a benchmark, a k6
 * name or selector, the tag of a histogram log, a process among several.
 */
export function caseOf(
  trialCase: string,
  measurement: Pick<Measurement, "labels">,
  severalProcesses: boolean,
): string {
  const { benchmark, name, tags, tag, command, pid } = measurement.labels;
  const process = severalProcesses && pid !== undefined ? `${command ?? "process"} ${pid}` : "";
  return [trialCase, benchmark ?? name, tags, tag, process]
    .filter((part) => part !== undefined && part !== "").join("/");
}

/** The trial of a row: repetitions that one execution made itself count on from its own number. */
export function trialOf(trial: number, measurement: Measurement): number {
  const { repetition } = measurement.labels;
  return repetition === undefined ? trial : trial + Number(repetition);
}
