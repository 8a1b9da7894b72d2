/** The hash of what a report was measured on and with, and the keys that it is made from. */
import { nameOfKey } from "../../pipeline/report.ts";
import type { Fingerprint } from "../model/report.ts";
import { unbroken } from "../unbroken.ts";
import { Facts } from "./facts.tsx";

/** As `differingKeys` of the pipeline has it: another hash alone forbids nothing. */
const RULE =
  " A result of another report is compared with one of these where host, tools, and the " +
  "load of its scenario are the same, and the versions of its own implementation’s programs. " +
  "What only one of the two reports ran does not count, so their fingerprints may differ.";

export function FingerprintFacts(
  { fingerprint: { keys, hash, known } }: { fingerprint: Fingerprint },
) {
  const ofHost = keys.filter(({ scope }) => scope !== "program");
  const scenarios = new Set(ofHost.map(({ scenario }) => scenario).filter((name) => name !== ""));
  const programs = keys.filter(({ scope }) => scope === "program").length;
  return (
    <>
      <p>
        Fingerprint <code class="hash">{hash}</code>: a hash of what follows{programs > 0 &&
          ` and of the ${
            programs === 1 ? "version" : `${programs} versions`
          } of programs under test`}.
        {known && RULE}
      </p>
      <Facts
        facts={ofHost.map((key) =>
          [
            unbroken(nameOfKey(scenarios.size === 1 ? { ...key, scenario: "" } : key)),
            valueText(key),
          ] as const
        )}
      />
    </>
  );
}

/** "core 0", "cores 2, 3", "cores 0, 1 or core 1": which cores a process was pinned to, not how many. */
function valueText({ name, value }: { name: string; value: string }): string {
  if (!name.startsWith("cores of the ") || !/^\d+(?:,? \d+)*$/.test(value)) return value;
  return value.split(", ").map((pinned) => {
    const cores = pinned.split(" ");
    return `${cores.length === 1 ? "core" : "cores"} ${cores.join(", ")}`;
  }).join(" or ");
}
