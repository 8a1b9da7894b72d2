import { deepEqual, equal } from "node:assert/strict";
import { require } from "../run.ts";
import { BRANCH, makePlace, pushTag } from "./place.ts";

Deno.test("a rehearsal's repositories are packed by nobody behind its back, and hold what was pushed", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const root = `${folder}/root`;
    await Deno.mkdir(`${root}/runners`, { recursive: true });
    await Deno.writeTextFile(`${root}/runners/hosts.json`, "{}\n");
    await require(["git", "-C", root, "init", "--quiet"]);
    const place = await makePlace(`${folder}/place`, root);
    await pushTag(place, "v1", { "report.md": "words\n" });
    const own = ["source", "origin.git", "maintainer-v1"].map((name) => `${folder}/place/${name}`);
    const settings = own.map((each) => require(["git", "-C", each, "config", "--get", "gc.auto"]));
    deepEqual(await Promise.all(settings), ["0\n", "0\n", "0\n"]);
    const path = `${BRANCH}:publish/editions/v1/report.md`;
    equal(await require(["git", `--git-dir=${place.origin}`, "show", path]), "words\n");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
