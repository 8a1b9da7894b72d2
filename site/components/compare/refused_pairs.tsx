/** Two reports that are not compared, and the keys that forbid it. */
import { formatCount } from "../../format.ts";
import type { To } from "../../links.ts";
import { differencesOf, type ReportPair } from "../../model/compare.ts";
import { Breakable } from "../breakable.tsx";
import { ScrollTable } from "../scroll_table.tsx";
import { Command, PairHead } from "./report_pairs.tsx";

export function RefusedPair({ pair, index, to }: { pair: ReportPair; index: number; to: To }) {
  const { a, b, comparison } = pair;
  const { keys, programs } = differencesOf(comparison);
  return (
    <>
      <PairHead a={a} b={b} to={to} />
      {keys.length === 0 && programs === 0
        ? (
          <p>
            Measured on one host with the same tools, but there is nothing to compare.{" "}
            {comparison.notes.join(" ")}
          </p>
        )
        : (
          <p>
            Not compared: {formatCount(keys.length + programs, "key")} of host, tools and load{" "}
            {keys.length + programs === 1 ? "differs" : "differ"}
            {programs > 0 &&
              `, among them ${formatCount(programs, "version")} of programs under test`}.
          </p>
        )}
      {keys.length > 0 && (
        <ScrollTable id={`keys-${index + 1}`} caption={`What ${a.name} and ${b.name} differ in`}>
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">In A</th>
              <th scope="col">In B</th>
            </tr>
          </thead>
          <tbody>
            {keys.map(({ name, a, b }) => (
              <tr>
                <th scope="row">{name}</th>
                <td class="wide">
                  <Breakable as="host" text={a} />
                </td>
                <td class="wide">
                  <Breakable as="host" text={b} />
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <Command a={a} b={b} across />
    </>
  );
}
