/** Puts an import into a report folder so that a reader, and the next import, never see half of it. */
import { Failure } from "../../common/failure.ts";
import { readTextIfThere, writeAtomically } from "../../common/files.ts";
import {
  type Manifest,
  readManifest,
  readTrials,
  type Trial,
  writeEnvironment,
  writeManifest,
  writeTrials,
} from "../../pipeline/report.ts";

/** A report as it is before an import. */
export interface Filed {
  /** Undefined where there is no such report yet. */
  manifest: Manifest | undefined;
  trials: Trial[];
}

/** Reads the report that is imported into. Throws a Failure where imports do not belong. */
export async function readFiled(folder: string): Promise<Filed> {
  if (await readTextIfThere(`${folder}/report.json`) === undefined) {
    if (await readTextIfThere(`${folder}/plan.json`) !== undefined) {
      throw new Failure(`a bench was begun in ${folder}; import into another --report`);
    }
    // Whatever an import that was ended left there is written again.
    return { manifest: undefined, trials: [] };
  }
  const manifest = await readManifest(folder);
  if (manifest.origin !== "imported") {
    throw new Failure(`${folder} was measured by bench; import into another --report`);
  }
  if (manifest.state === "published") {
    throw new Failure(
      `${folder} is published, and a report is never rewritten; import into another --report`,
    );
  }
  return { manifest, trials: await readTrials(folder) };
}

/** A raw file and its bytes. */
export interface NewFile {
  path: string;
  bytes: Uint8Array;
}

/**
 * Files new trials. Raw files come first, and last what makes them part of a report: the list of trials
 * of a report that was there, report.json of a new one. Ended before that, nothing is filed.
 */
export async function fileTrials(
  folder: string,
  before: Filed,
  files: readonly NewFile[],
  manifest: Manifest,
  trials: readonly Trial[],
): Promise<void> {
  const isNew = before.manifest === undefined;
  const written: string[] = [];
  const made: string[] = [];
  try {
    await Deno.mkdir(folder, { recursive: true });
    if (await makeFolder(`${folder}/raw`)) made.push(`${folder}/raw`);
    for (const { path, bytes } of files) {
      const parent = `${folder}/${path}`.replace(/\/[^/]*$/, "");
      if (await makeFolder(parent)) made.push(parent);
      written.push(`${folder}/${path}`);
      await writeAtomically(`${folder}/${path}`, bytes);
    }
    if (isNew) {
      await writeEnvironment(folder, {
        known: false,
        title: "unknown host",
        fingerprint: {},
        notes: {},
        isolation: [],
      });
    } else {
      await writeManifest(folder, manifest);
    }
    await writeTrials(folder, [...before.trials, ...trials]);
    if (isNew) await writeManifest(folder, manifest);
  } catch (error) {
    // Files first: a folder that holds anything stays.
    for (const path of [...written, ...made.reverse()]) await Deno.remove(path).catch(() => {});
    if (before.manifest !== undefined) {
      await writeManifest(folder, before.manifest).catch(() => {});
    }
    throw error;
  }
}

/** Makes a folder below one that is there; false where it was there before. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await Deno.mkdir(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  }
}
