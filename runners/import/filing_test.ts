import { deepEqual, rejects } from "node:assert/strict";
import { Failure } from "../../common/failure.ts";
import { writeManifest } from "../../pipeline/report.ts";
import { withFolder } from "../../pipeline/verify/testing.ts";
import { newManifest } from "./describe.ts";
import { fileTrials, readFiled } from "./filing.ts";

const BYTES = new Uint8Array([120]);

Deno.test("an import that cannot be written leaves no folder behind, and those that were there", () =>
  withFolder(async (folder) => {
    const before = { manifest: undefined, trials: [] };
    const file = async (path: string) => {
      const files = [{ path, bytes: BYTES }, { path: `${path}${"x".repeat(300)}`, bytes: BYTES }];
      await rejects(fileTrials(folder, before, files, newManifest("r"), []), Failure);
    };
    const names = async (path: string) =>
      await Array.fromAsync(Deno.readDir(path), (entry) => entry.name);
    await file("raw/s.a.1/a.txt");
    deepEqual(await names(folder), []);

    await Deno.mkdir(`${folder}/raw/s.a.1`, { recursive: true });
    await Deno.writeFile(`${folder}/raw/s.a.1/b.txt`, BYTES);
    await file("raw/s.a.1/a.txt");
    await file("raw/s.a.2/a.txt");
    deepEqual(await names(`${folder}/raw`), ["s.a.1"]);
    deepEqual(await names(`${folder}/raw/s.a.1`), ["b.txt"]);
  }));

Deno.test("what is published, or was measured, takes no import", () =>
  withFolder(async (folder) => {
    for (
      const [more, said] of [
        [{ state: "published" }, /is published, and a report is never rewritten; import into an/],
        [{ origin: "measured" }, /was measured by bench; import into another --report/],
      ] as const
    ) {
      await writeManifest(folder, { ...newManifest("r"), ...more });
      await rejects(readFiled(folder), said);
    }
    await writeManifest(folder, newManifest("r"));
    deepEqual((await readFiled(folder)).manifest, newManifest("r"));
  }));
