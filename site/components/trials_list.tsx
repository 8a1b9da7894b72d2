/** The trials of an implementation, the processes that they started and the files that they left. */
import type { Trial } from "../../pipeline/report.ts";
import { formatCount, formatDuration, formatLoad, formatNumber } from "../format.ts";
import { type FileAddress, trialId } from "../links.ts";
import type { ImplementationView } from "../model/implementation.ts";
import { commandLine } from "./environment.tsx";
import { ScrollTable } from "./scroll_table.tsx";

/** Every execution: when, in which block, how it ended. */
export function TrialsTable({ trials }: { trials: readonly Trial[] }) {
  const has = (pick: (trial: Trial) => unknown) =>
    trials.some((trial) => pick(trial) !== "" && pick(trial) !== 0 && pick(trial) !== null);
  const show = {
    block: has((trial) => trial.block),
    started: has((trial) => trial.started),
    exit: has((trial) => trial.exit ?? ""),
    host: has((trial) => trial.host),
  };
  return (
    <ScrollTable id="trial-list" caption="Every trial, in the order in which they ended" long>
      <thead>
        <tr>
          <th scope="col">Trial</th>
          <th scope="col">Load</th>
          {show.block && <th scope="col" class="number">block</th>}
          {show.started && <th scope="col">Started (UTC)</th>}
          {show.started && <th scope="col" class="number">took</th>}
          {show.exit && <th scope="col" class="number">exit</th>}
          {show.host && (
            <th scope="col" class="number">
              stolen CPU<span class="unit">s</span>
            </th>
          )}
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {trials.map((trial) => (
          <tr id={trialId(trial.id)}>
            <th scope="row" class="claim">
              <code>{trial.id}</code>
            </th>
            <td>{formatLoad(trial.load, trial.load_unit) || "–"}</td>
            {show.block && <td class="number">{trial.block === 0 ? "–" : trial.block}</td>}
            {show.started && <td class="time">{startedText(trial)}</td>}
            {show.started && <td class="number">{tookText(trial)}</td>}
            {show.exit && <td class="number">{trial.exit ?? "–"}</td>}
            {show.host && (
              <td class="number">
                {trial.host === null ? "–" : formatNumber(trial.host.stealSeconds, 2)}
              </td>
            )}
            <td>
              {trial.failure === undefined
                ? trial.state
                : `${trial.state}, ${trial.failure.kind}: ${trial.failure.message}`}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** "2026-11-21 15:30:05"; the text itself where it is no time. */
function startedText({ started }: Trial): string {
  const time = Date.parse(started);
  if (Number.isNaN(time)) return started === "" ? "–" : started;
  return new Date(time).toISOString().slice(0, 19).replace("T", " ");
}

function tookText({ started, ended }: Trial): string {
  const seconds = (Date.parse(ended) - Date.parse(started)) / 1000;
  return Number.isNaN(seconds) ? "–" : formatDuration(seconds);
}

/** What was started, and on which cores. */
export function ProcessesTable({ view }: { view: ImplementationView }) {
  return (
    <ScrollTable id="process-list" caption="Every process, as it was started" long>
      <thead>
        <tr>
          <th scope="col">Role</th>
          <th scope="col">Command</th>
          <th scope="col">Cores</th>
          <th scope="col">Environment</th>
          <th scope="col">In</th>
        </tr>
      </thead>
      <tbody>
        {view.processes.map(({ process, trials }) => (
          <tr>
            <th scope="row">{process.role}</th>
            <td class="command">
              <code>{commandLine(process.argv)}</code>
            </td>
            <td>{process.cores.length === 0 ? "not pinned" : process.cores.join(", ")}</td>
            <td class="wide">
              {Object.entries(process.environment).map(([name, value]) => `${name}=${value}`)
                .join(" ") || "–"}
            </td>
            <td>{whereText(trials, view.trials)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function whereText(trials: readonly Trial[], all: readonly Trial[]): string {
  if (trials.length === all.length) return "all trials";
  const loads = new Set(trials.map((trial) => formatLoad(trial.load, trial.load_unit)));
  const [load = ""] = loads;
  const count = formatCount(trials.length, "trial");
  return loads.size === 1 && load !== "" ? `${count} at ${load}` : count;
}

/** Every raw file with what it must be. */
export function RawFilesTable(
  { view, fileAddress }: { view: ImplementationView; fileAddress: FileAddress },
) {
  return (
    <ScrollTable id="raw-list" caption="Every raw file, as it was when its trial ended" long>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col" class="number">bytes</th>
          <th scope="col">SHA-256</th>
          <th scope="col">Of</th>
        </tr>
      </thead>
      <tbody>
        {view.raw.map(({ file, trials: [first, ...more] }) => (
          <tr>
            <th scope="row" class="claim">
              <a href={fileAddress(file.path)}>{file.path}</a>
            </th>
            <td class="number">{formatNumber(file.bytes)}</td>
            <td>
              <code class="hash">{file.sha256}</code>
            </td>
            <td>
              {first !== undefined && more.length === 0
                ? <a href={`#${trialId(first.id)}`}>trial {first.trial}</a>
                : formatCount(more.length + 1, "trial")}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
