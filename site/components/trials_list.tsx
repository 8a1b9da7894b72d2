/** The trials of an implementation and the processes that they started. */
import type { Trial, TrialProcess } from "../../pipeline/report.ts";
import { formatCount, formatDuration, formatLoad, formatNumber } from "../format.ts";
import { trialId } from "../links.ts";
import type { ImplementationView } from "../model/implementation.ts";
import { CommandWords } from "./command_words.tsx";
import { shellWord } from "./environment.tsx";
import { ScrollTable } from "./scroll_table.tsx";

/** Every execution: when, in which block, how it ended. */
export function TrialsTable({ trials }: { trials: readonly Trial[] }) {
  const has = (pick: (trial: Trial) => unknown) =>
    trials.some((trial) => pick(trial) !== "" && pick(trial) !== 0 && pick(trial) !== null);
  const show = {
    load: has((trial) => trial.load),
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
          {show.load && <th scope="col">Load</th>}
          {show.block && <th scope="col" class="number">Block</th>}
          {show.started && <th scope="col">Started (UTC)</th>}
          {show.started && <th scope="col" class="number">Took</th>}
          {show.exit && <th scope="col" class="number">Exit</th>}
          {show.host && (
            <th scope="col" class="number">
              {"Stolen\u00a0CPU"}
              <span class="unit">s</span>
            </th>
          )}
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {trials.map((trial) => (
          <tr id={trialId(trial.id)}>
            <th scope="row">
              <code>{trial.id}</code>
            </th>
            {show.load && <td class="load">{formatLoad(trial.load, trial.load_unit) || "–"}</td>}
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
          <th scope="col">In</th>
        </tr>
      </thead>
      <tbody>
        {view.processes.map(({ process, trials }) => (
          <tr>
            <th scope="row">{process.role}</th>
            <td class="command">
              <CommandWords words={wordsOf(process)} />
            </td>
            <td class="symbol">
              {process.cores.length === 0 ? "not pinned" : process.cores.join(", ")}
            </td>
            <td>{whereText(trials, view.trials)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** "PORT=8080 node server.mjs": as a shell takes it, what its environment adds first. */
function wordsOf({ argv, environment }: TrialProcess): string[] {
  const added = Object.entries(environment).map(([name, value]) => `${name}=${shellWord(value)}`);
  return [...added, ...argv.map(shellWord)];
}

/** "all trials", "3 trials of baseline at 8 connections". */
function whereText(trials: readonly Trial[], all: readonly Trial[]): string {
  if (trials.length === all.length) return "all trials";
  const one = (texts: readonly string[], word: string) => {
    const [first = "", ...more] = new Set(texts);
    return first === "" || more.length > 0 ? "" : `${word} ${first}`;
  };
  return [
    formatCount(trials.length, "trial"),
    one(trials.map((trial) => trial.case), "of"),
    one(trials.map((trial) => formatLoad(trial.load, trial.load_unit)), "at"),
  ].filter((part) => part !== "").join(" ");
}
