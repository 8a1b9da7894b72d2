/** Stand-ins for the pinned actions: what each does to the files of a job. */
import { Failure } from "../../common/failure.ts";
import { sha256 } from "../../common/files.ts";
import { require } from "../run.ts";
import type { ArtifactStore } from "./artifacts.ts";
import { copy } from "./files.ts";
import type { Place } from "./place.ts";
import { uploadPaths } from "./upload_paths.ts";

/** What a stand-in is given. */
export interface ActionCall {
  with: Readonly<Record<string, string>>;
  workspace: string;
  /** A folder of the job for what is not in the workspace. */
  temporary: string;
  job: string;
  needed: ReadonlySet<string>;
  artifacts: ArtifactStore;
  place: Place;
  tag: string;
}

type Outputs = Record<string, string>;
type StandIn = (call: ActionCall) => Promise<Outputs>;

const ADDRESS = "https://example.org/wallclock";

/** By the action's name. */
export const STAND_INS: Readonly<Record<string, StandIn>> = {
  "actions/checkout": async ({ with: given, workspace, place, tag }) => {
    if (given["persist-credentials"] !== "false") {
      throw new Failure("checkout would leave its token in the folder");
    }
    if ([...Deno.readDirSync(workspace)].length > 0) {
      throw new Failure("checkout would empty the folder; it comes first");
    }
    const depth = given["fetch-depth"] === "0" ? [] : ["--depth=1"];
    const ref = given["ref"] || tag;
    const quiet = ["--quiet", "-c", "advice.detachedHead=false"];
    const origin = `file://${place.origin}`;
    await require(["git", "clone", ...quiet, ...depth, `--branch=${ref}`, origin, workspace]);
    return {};
  },

  "denoland/setup-deno": ({ with: given }) => {
    const wanted = given["deno-version"];
    if (wanted !== Deno.version.deno) {
      throw new Failure(`the workflow asks for Deno ${wanted}, this is ${Deno.version.deno}`);
    }
    return Promise.resolve({});
  },

  "actions/upload-artifact": async ({ with: given, workspace, job, artifacts }) => {
    const paths = (given.path ?? "").split("\n").map((path) => path.trim()).filter(Boolean);
    const files = await uploadPaths(workspace, paths);
    if (files.size === 0) {
      if (given["if-no-files-found"] === "error") throw new Failure(`no file at ${given.path}`);
      return {};
    }
    await artifacts.upload(given.name ?? "artifact", job, files, given.overwrite === "true");
    return {};
  },

  "actions/download-artifact": async ({ with: given, workspace, job, needed, artifacts }) => {
    const { name, pattern, path = "." } = given;
    if ((name === undefined) === (pattern === undefined)) {
      throw new Failure("download-artifact takes a name or a pattern");
    }
    if (pattern !== undefined && given["merge-multiple"] !== "true") {
      throw new Failure("without merge-multiple each artifact gets a folder of its own");
    }
    const wanted = name !== undefined ? { name } : { pattern: pattern as string };
    await artifacts.download(wanted, `${workspace}/${path}`, job, needed);
    return {};
  },

  "actions/attest-build-provenance": async ({ with: given, workspace, temporary }) => {
    const subjects = [];
    const files = await uploadPaths(workspace, [given["subject-path"] ?? ""]);
    for (const [name, file] of files) {
      subjects.push({ name, digest: { sha256: await sha256(await Deno.readFile(file)) } });
    }
    if (subjects.length === 0) throw new Failure("there is nothing to attest");
    const statement = {
      _type: "https://in-toto.io/Statement/v1",
      subject: subjects,
      predicateType: "https://slsa.dev/provenance/v1",
    };
    const path = `${temporary}/attestation.json`;
    const payload = btoa(JSON.stringify(statement));
    await Deno.writeTextFile(path, JSON.stringify({ dsseEnvelope: { payload } }, null, 2));
    return { "bundle-path": path };
  },

  "actions/configure-pages": () => Promise.resolve({ base_url: ADDRESS }),

  "actions/upload-pages-artifact": async ({ with: given, workspace, job, artifacts }) => {
    const files = await uploadPaths(workspace, [given.path ?? "_site"]);
    if (files.size === 0) throw new Failure(`no page at ${given.path}`);
    await artifacts.upload("github-pages", job, files, true);
    return {};
  },

  "actions/deploy-pages": async ({ job, needed, artifacts, place }) => {
    await Deno.remove(place.pages, { recursive: true }).catch(() => {});
    const folder = `${place.folder}/deploying`;
    await artifacts.download({ name: "github-pages" }, folder, job, needed);
    await copy(folder, place.pages);
    await Deno.remove(folder, { recursive: true });
    return { page_url: ADDRESS };
  },
};

/** The stand-in of a `uses`. */
export function standInOf(uses: string): StandIn {
  const standIn = STAND_INS[uses.replace(/@.*$/, "")];
  if (standIn === undefined) throw new Failure(`there is no stand-in for ${uses}`);
  return standIn;
}
