/** Artifacts of a rehearsed run: a job sees those of the jobs it needs, and its own of an earlier attempt. */
import { copy } from "./files.ts";
import { Failure } from "../../common/failure.ts";

export interface Artifact {
  name: string;
  /** The job that uploaded it. */
  job: string;
  folder: string;
}

export interface ArtifactStore {
  all(): readonly Artifact[];
  /** Keeps copies of files, by their paths within the artifact. */
  upload(
    name: string,
    job: string,
    files: ReadonlyMap<string, string>,
    overwrite: boolean,
  ): Promise<void>;
  /** Puts artifacts into a folder; `pattern` may meet none, a `name` must be there. */
  download(
    wanted: { name: string } | { pattern: string },
    to: string,
    job: string,
    needed: ReadonlySet<string>,
  ): Promise<void>;
}

/** A store that keeps its files below `folder`. */
export function artifactStore(folder: string): ArtifactStore {
  const artifacts = new Map<string, Artifact>();
  return {
    all: () => [...artifacts.values()],
    async upload(name, job, files, overwrite) {
      if (artifacts.has(name) && !overwrite) {
        throw new Failure(`there is an artifact ${name} already, and overwrite is not set`);
      }
      const target = `${folder}/${name}`;
      await Deno.remove(target, { recursive: true }).catch(() => {});
      await Deno.mkdir(target, { recursive: true });
      for (const [path, source] of files) await copy(source, `${target}/${path}`);
      artifacts.set(name, { name, job, folder: target });
    },
    async download(wanted, to, job, needed) {
      const meets = "name" in wanted
        ? (name: string) => name === wanted.name
        : (name: string) => globExpression(wanted.pattern).test(name);
      const found = [...artifacts.values()].filter(({ name }) => meets(name));
      if ("name" in wanted && found.length === 0) {
        throw new Failure(`no job before ${job} uploaded the artifact ${wanted.name}`);
      }
      for (const artifact of found) {
        if (artifact.job !== job && !needed.has(artifact.job)) {
          throw new Failure(
            `the artifact ${artifact.name} is of the job ${artifact.job}, which ${job} does not need`,
          );
        }
        await copy(artifact.folder, to);
      }
    },
  };
}

/** A pattern with `*` as an expression. */
export function globExpression(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]*")}$`);
}
