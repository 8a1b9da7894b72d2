/** The hash of what a report was measured on and with, and the keys that it is made from. */
import { nameOfKey } from "../../pipeline/report.ts";
import type { Fingerprint } from "../model/report.ts";
import { Facts } from "./facts.tsx";

export function FingerprintFacts({ fingerprint: { keys, hash } }: { fingerprint: Fingerprint }) {
  const programs = keys.filter(({ scope }) => scope === "program").length;
  return (
    <>
      <p>
        Fingerprint{" "}
        <code class="hash">{hash}</code>: results of reports with another one are not compared with
        these. It is a hash of what follows{programs > 0 &&
          ` and of the ${
            programs === 1 ? "version" : `${programs} versions`
          } of programs under test`}.
      </p>
      <Facts
        facts={keys.filter(({ scope }) => scope !== "program").map((key) =>
          [nameOfKey(key), key.value] as const
        )}
      />
    </>
  );
}
