import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { silentProgress } from "../common/progress.ts";
import { makeReport } from "../tests/make_report.ts";
import { withFolder } from "../tests/site_folders.ts";
import { buildSite } from "./build.ts";
import { WAITING_FOLDER, WaitingFiles } from "./output.ts";

/** Takes nothing: what is written through such a link finds the disk full. */
const FULL = "/dev/full";

/** Makes the disk full for these pages of a build. */
function fill(out: string, paths: readonly string[]): void {
  for (const path of paths) {
    const link = `${out}/${WAITING_FOLDER}/${path}`;
    Deno.mkdirSync(link.slice(0, link.lastIndexOf("/")), { recursive: true });
    Deno.symlinkSync(FULL, link);
  }
}

Deno.test("a page that finds the disk full names the folder of the site, and any other trouble its file", () =>
  withFolder(async (out) => {
    fill(out, ["a/index.html"]);
    const files = new WaitingFiles(out);
    throws(() => files.write("a/index.html", "x"), (error) => {
      equal((error as Failure).message, `${out}: no space is left; free some and run it again`);
      return error instanceof Failure;
    });
    await Deno.mkdir(`${out}/${WAITING_FOLDER}/a/b`);
    throws(() => files.write("a/b", "x"), (error) => {
      equal(
        (error as Failure).message,
        `${out}/a/b: it is a folder, where a file belongs; put the file there`,
      );
      return error instanceof Failure;
    });
  }));

Deno.test("buildSite() tells of a full disk once, however many reports found it so", () =>
  withFolder(async (folder) => {
    const [dataFolder, out] = [`${folder}/data`, `${folder}/site`];
    const names = ["one", "two"];
    for (const name of names) {
      await makeReport({ dataFolder, name, implementations: 1, loads: 1, trials: 1 });
    }
    let isFilled = false;
    // The folder is there, and no page is yet.
    const show = () => {
      if (!isFilled) fill(out, names.map((name) => `reports/${name}/index.html`));
      isFilled = true;
    };
    const progress = { ...silentProgress, show };
    await rejects(buildSite({ dataFolder, out, base: "/", progress }), (error) => {
      equal((error as Failure).message, `${out}: no space is left; free some and run it again`);
      return error instanceof Failure;
    });
    deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["data"]);
  }));
