/** Implementations without a result, and failures of those that have one: never left out. */
import type { FailureEntry } from "../../pipeline/report.ts";
import type { Absent, ScenarioView } from "../model/scenario.ts";
import { Breakable } from "./breakable.tsx";
import { ScrollTable } from "./scroll_table.tsx";

/** What did not run and what to do about it; nothing where all went well. */
export function AbsentTable({ view, id }: { view: ScenarioView; id: string }) {
  const titleOf = (name: string) =>
    view.report.manifest.implementations.find((each) => each.name === name)?.title ?? name;
  if (view.absent.length === 0 && view.partialFailures.length === 0) return null;
  return (
    <ScrollTable id={id} caption="What has no result, why, and how to get one">
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          <th scope="col">State</th>
          <th scope="col">Why</th>
          <th scope="col">What to do</th>
        </tr>
      </thead>
      <tbody>
        {view.absent.map((absent) => (
          <AbsentRow
            key={absent.implementation.name}
            absent={absent}
          />
        ))}
        {view.partialFailures.map((failure) => (
          <tr>
            <th scope="row">{titleOf(failure.implementation)}</th>
            <td>{failure.trial === "" ? "measured, with a failure" : "one trial failed"}</td>
            <td>{sentence(failure)}</td>
            <td>{failure.trial !== "" && <code>{failure.trial}</code>}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

const STATES = { missing: "toolchain missing", failed: "failed", measured: "no value" } as const;

function AbsentRow({ absent: { implementation, failures } }: { absent: Absent }) {
  const reasons = [implementation.reason, ...failures.map(sentence)].filter((text) => text !== "");
  return (
    <tr>
      <th scope="row">{implementation.title}</th>
      <td>{STATES[implementation.state]}</td>
      <td>
        {reasons.length === 0
          ? "report.json gives no reason"
          : [...new Set(reasons)].map((text) => (
            <p key={text}>
              <Breakable text={text} />
            </p>
          ))}
      </td>
      <td>{implementation.remedy === "" ? "–" : <Remedy text={implementation.remedy} />}</td>
    </tr>
  );
}

/** Stands in parentheses, so that what it matched is kept between what it did not. */
const OPTION = /((?<=^|\s)--?[\w-]{1,24})/;

/** Words and commands: a line breaks before an option, never behind its hyphens. */
export function Remedy({ text }: { text: string }) {
  return (
    <>
      {text.split(OPTION).map((part, index) =>
        index % 2 === 1
          ? <span key={index} class="unbroken">{part}</span>
          : <Breakable key={index} text={part} />
      )}
    </>
  );
}

function sentence({ kind, message }: FailureEntry): string {
  return `${kind}: ${message}`;
}
