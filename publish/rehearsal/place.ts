/** Where a rehearsal plays: a folder with an origin, the programs jobs find, the releases, the pages. */
import { Failure } from "../../common/failure.ts";
import { outputOf, require } from "../run.ts";
import { copy, exists } from "./files.ts";

export interface Place {
  folder: string;
  /** A bare repository that stands for the one on GitHub. */
  origin: string;
  /** First on the PATH of every step. */
  programs: string;
  releases: string;
  pages: string;
}

/** The one branch of the origin. */
export const BRANCH = "main";

/** Stands for GitHub's address; `.invalid` is nobody's. */
export const SERVER = "https://github.invalid";

/** Names of the hosts in the rehearsal's hosts.json, all of them this machine. */
function hostsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `rehearsal-${index + 1}`);
}

/**
 * Set in each repository made here: the objects of the project are more than git keeps loose, and packing them
 * goes on behind a commit or a push, in folders that a rehearsal takes away.
 */
const NO_PACKING = "gc.auto=0";

const AUTHOR = ["-c", "user.name=rehearsal", "-c", "user.email=rehearsal@localhost"];

/** `gh release view` and `create`, which is all that the chain calls. */
function ghScript(releases: string): string {
  return `#!/bin/bash
set -eu
[ -n "\${GH_TOKEN:-}" ] || { echo "gh: no GH_TOKEN" >&2; exit 4; }
[ "$1" = release ] && folder=${releases}/$3
case "$2" in
  view) [ -d "$folder" ] ;;
  create)
    git ls-remote --exit-code --tags origin "refs/tags/$3" >&2
    shift 3
    mkdir -p "$folder"
    for word in "$@"; do case "$word" in --*) ;; *) cp "$word" "$folder/" ;; esac; done ;;
  *) exit 2 ;;
esac
`;
}

/** Makes the place: the origin holds the files of `root` as they are now, committed or not, and committed reports. */
export async function makePlace(folder: string, root: string, hosts = 1): Promise<Place> {
  const place = {
    folder,
    origin: `${folder}/origin.git`,
    programs: `${folder}/programs`,
    releases: `${folder}/releases`,
    pages: `${folder}/pages`,
  };
  for (const each of [place.programs, place.releases]) await Deno.mkdir(each, { recursive: true });
  await Deno.symlink(Deno.execPath(), `${place.programs}/deno`);
  await Deno.writeTextFile(`${place.programs}/gh`, ghScript(place.releases), { mode: 0o755 });

  const source = `${folder}/source`;
  const listed = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const { success, text, problem } = await outputOf(["git", "-C", root, ...listed]);
  if (!success) throw new Failure(`a rehearsal needs the project's git folder: ${problem}`);
  const committed = await outputOf(["git", "-C", root, "ls-files", "--cached", "-z", "data"]);
  const reports = new Set(committed.text.split("\0"));
  for (const path of text.split("\0").filter((each) => each !== "")) {
    // What was measured here and is no report yet is not what a maintainer pushes.
    if (path.startsWith("data/") && !reports.has(path)) continue;
    // A file that was removed and not committed is listed too.
    if (await exists(`${root}/${path}`)) await copy(`${root}/${path}`, `${source}/${path}`);
  }
  const about = "The machine that rehearses.";
  const named = { hosts: hostsOf(hosts).map((name) => ({ name, about })) };
  await Deno.writeTextFile(`${source}/runners/hosts.json`, `${JSON.stringify(named, null, 2)}\n`);
  await require(["git", "-C", source, "init", "--quiet", `--initial-branch=${BRANCH}`]);
  await require(["git", "-C", source, "config", ...NO_PACKING.split("=")]);
  await commit(source, "The project as it is");
  await clone(source, place.origin, "--bare");
  return place;
}

/** Commits and pushes an edition, then its tag: what a maintainer does. */
export async function pushTag(
  place: Place,
  tag: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const own = `${place.folder}/maintainer-${tag}`;
  await clone(place.origin, own);
  const folder = `${own}/publish/editions/${tag}`;
  await Deno.mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await Deno.mkdir(`${folder}/${path}`.replace(/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${folder}/${path}`, content);
  }
  await commit(own, `Announce ${tag}`);
  await require(["git", "-C", own, "tag", tag]);
  await require(["git", "-C", own, "push", "--quiet", "origin", BRANCH, tag]);
}

async function clone(from: string, to: string, ...options: string[]): Promise<void> {
  await require(["git", "clone", "--quiet", `--config=${NO_PACKING}`, ...options, from, to]);
}

async function commit(folder: string, message: string): Promise<void> {
  await require(["git", "-C", folder, "add", "--all"]);
  await require([
    "git",
    "-C",
    folder,
    ...AUTHOR,
    "commit",
    "--quiet",
    "--allow-empty",
    `--message=${message}`,
  ]);
}
