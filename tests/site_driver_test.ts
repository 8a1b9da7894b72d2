/** The driver of the site: what did not change is not made again, and a build that fails changes nothing. */
import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { type BuildOptions, type BuildResult, buildSite } from "../site/build.ts";
import { codeHash, stampOf } from "../site/build/inputs.ts";
import { LIST_FILE, WAITING_FOLDER } from "../site/output.ts";
import { makeReport } from "./make_report.ts";
import { readAll, withFolder } from "./site_folders.ts";

const SMALL = { implementations: 2, loads: 2, trials: 2, troubled: false };
const RAW = "raw/synthetic-counter.alder.1.1/wrk.txt";

/** A folder with three reports, its site, and a build of it with records. */
interface Site {
  folder: string;
  dataFolder: string;
  out: string;
  build: (options?: Partial<BuildOptions>) => Promise<BuildResult>;
}

async function withSite(body: (site: Site) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const dataFolder = `${folder}/data`;
    for (const [index, name] of ["first", "second", "third"].entries()) {
      await makeReport({
        ...SMALL,
        dataFolder,
        name,
        seed: index,
        created: `2025-0${index + 1}-01`,
      });
    }
    const out = `${folder}/out`;
    await body({
      folder,
      dataFolder,
      out,
      build: async (options = {}) => {
        await settled();
        return await buildSite({
          dataFolder,
          out,
          base: "/",
          cache: `${folder}/cache`,
          threads: 1,
          ...options,
        });
      },
    });
  });
}

/** Until files are so old that a later change of them shows. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 300));
}

/** Fails unless the site is what a build without records makes. */
async function isAsFromScratch({ folder, dataFolder, out }: Site): Promise<void> {
  const scratch = `${folder}/scratch`;
  await buildSite({ dataFolder, out: scratch, base: "/", threads: 1 });
  const [files, expected] = [await readAll(out), await readAll(scratch)];
  deepEqual([...files.keys()].sort(), [...expected.keys()].sort());
  for (const [path, bytes] of files) deepEqual(bytes, expected.get(path), path);
  await Deno.remove(scratch, { recursive: true });
}

/** When each file was written. */
async function times(folder: string): Promise<Map<string, number | undefined>> {
  const found = new Map<string, number | undefined>();
  for (const path of (await readAll(folder)).keys()) {
    found.set(path, (await Deno.stat(`${folder}/${path}`)).mtime?.getTime());
  }
  found.delete(LIST_FILE);
  return found;
}

Deno.test("nothing is made again where nothing changed", () =>
  withSite(async (site) => {
    const first = await site.build();
    deepEqual(first.made, ["first", "second", "third"]);
    const before = await times(site.out);
    const second = await site.build();
    deepEqual(second, { ...first, made: [] });
    deepEqual(await times(site.out), before);
    await isAsFromScratch(site);
  }));

Deno.test("a report whose table changed is made again, alone, with the pages of all reports", () =>
  withSite(async (site) => {
    await site.build();
    const manifest = `${site.dataFolder}/second/report.json`;
    const text = await Deno.readTextFile(manifest);
    await Deno.writeTextFile(manifest, text.replace("Synthetic report", "Renamed report"));
    deepEqual((await site.build()).made, ["second"]);
    match(await Deno.readTextFile(`${site.out}/index.html`), /Renamed report/);
    await isAsFromScratch(site);
  }));

Deno.test("a report that replaces another makes that one's pages anew, and no third's", () =>
  withSite(async (site) => {
    await site.build();
    const errata = [{ report: "first", state: "superseded" as const, reason: "It was too short." }];
    // Of the same implementations, so that no colour changes.
    await makeReport({ ...SMALL, dataFolder: site.dataFolder, name: "fourth", errata });
    deepEqual((await site.build()).made, ["first", "fourth"]);
    match(await Deno.readTextFile(`${site.out}/reports/first/index.html`), /It was too short/);
    await isAsFromScratch(site);

    await Deno.remove(`${site.dataFolder}/fourth`, { recursive: true });
    deepEqual((await site.build()).made, ["first"]);
    await rejects(Deno.stat(`${site.out}/reports/fourth`), Deno.errors.NotFound);
    await rejects(Deno.stat(`${site.out}/data/fourth`), Deno.errors.NotFound);
    await isAsFromScratch(site);
  }));

Deno.test("a new colour of an implementation reaches the earlier reports that have it", () =>
  withSite(async (site) => {
    await site.build();
    const many = { ...SMALL, implementations: 9, dataFolder: site.dataFolder };
    await makeReport({ ...many, name: "zeroth", created: "2024-01-01" });
    const { made } = await site.build();
    ok(made.includes("zeroth"));
    await isAsFromScratch(site);
  }));

Deno.test("a file that somebody edited or removed in the site is made again", () =>
  withSite(async (site) => {
    await site.build();
    const page = `${site.out}/reports/second/index.html`;
    const size = (await Deno.stat(page)).size;
    await Deno.writeTextFile(page, "x".repeat(size));
    await Deno.remove(`${site.out}/data/third/summary.csv`);
    await Deno.remove(`${site.out}/wallclock.css`);
    deepEqual((await site.build()).made, ["second", "third"]);
    await isAsFromScratch(site);
  }));

Deno.test("a change of the site's folder or address makes all pages that say it anew", () =>
  withSite(async (site) => {
    await site.build();
    await site.build({ base: "/wallclock/", address: "https://example.org/wallclock/" });
    match(await Deno.readTextFile(`${site.out}/404.html`), /href="\/wallclock\/"/);
    match(
      await Deno.readTextFile(`${site.out}/sitemap.xml`),
      /https:\/\/example\.org\/wallclock\//,
    );
    await site.build();
    await isAsFromScratch(site);
  }));

Deno.test("a raw file that was altered, in its old size too, fails the build and leaves the old site", () =>
  withSite(async (site) => {
    await site.build();
    const before = await readAll(site.out);
    const altered: string[] = [];
    for (const name of ["first", "third"]) {
      const path = `${site.dataFolder}/${name}/${RAW}`;
      const text = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, text.replace("synthetic", "synthesis"));
      altered.push(path);
    }
    await rejects(
      site.build(),
      (error) => error instanceof Failure && altered.every((path) => error.message.includes(path)),
    );
    deepEqual(await readAll(site.out), before);
    // Nor does it succeed the second time.
    await rejects(site.build(), Failure);
  }));

Deno.test("records that were damaged, or lost, cost time alone", () =>
  withSite(async (site) => {
    await site.build();
    for (const [path] of await readAll(`${site.folder}/cache`)) {
      await Deno.writeTextFile(`${site.folder}/cache/${path}`, '{"code":');
    }
    deepEqual((await site.build()).made, ["first", "second", "third"]);
    for (const [path] of await readAll(`${site.folder}/cache`)) {
      const file = `${site.folder}/cache/${path}`;
      const record = JSON.parse(await Deno.readTextFile(file));
      if (record.record.pages === undefined) continue;
      record.record.pages = record.record.pages.replaceAll("a", "b");
      await Deno.writeTextFile(file, JSON.stringify(record));
    }
    deepEqual((await site.build()).made, ["first", "second", "third"]);
    await Deno.remove(`${site.folder}/cache`, { recursive: true });
    deepEqual((await site.build()).made, ["first", "second", "third"]);
    await isAsFromScratch(site);
  }));

Deno.test("records of one site are nothing to another", () =>
  withSite(async (site) => {
    await site.build();
    const other = { ...site, out: `${site.folder}/other` };
    deepEqual((await site.build({ out: other.out })).made, ["first", "second", "third"]);
    await isAsFromScratch(other);
  }));

Deno.test("files so young that they may change unseen are read again by the next build", () =>
  withSite(async ({ folder, dataFolder, out }) => {
    const options = { dataFolder, out, base: "/", cache: `${folder}/cache`, threads: 1 };
    await settled();
    const note = `${dataFolder}/first/note.txt`;
    await Deno.writeTextFile(note, "young");
    // Young for as long as the test takes, on a slow host too.
    const tomorrow = Date.now() / 1000 + 86_400;
    await Deno.utime(note, tomorrow, tomorrow);
    equal(await stampOf(`${dataFolder}/first`), undefined);
    await buildSite(options);
    deepEqual((await buildSite(options)).made, ["first"]);
  }));

Deno.test("several threads make what one makes", () =>
  withSite(async (site) => {
    deepEqual((await site.build({ threads: 2 })).made, ["first", "second", "third"]);
    await isAsFromScratch(site);
  }));

Deno.test("a failure in a thread names the raw file, like one in this thread", () =>
  withSite(async (site) => {
    await Deno.writeTextFile(`${site.dataFolder}/second/${RAW}`, "better");
    await rejects(
      site.build({ threads: 2 }),
      (error) => error instanceof Failure && error.message.includes(`second/${RAW}`),
    );
    await rejects(Deno.stat(site.out), Deno.errors.NotFound);
  }));

Deno.test("a build that is killed half-way leaves the old site, and the next one is whole", () =>
  withSite(async (site) => {
    await site.build();
    const before = await readAll(site.out);
    await makeReport({ ...SMALL, dataFolder: site.dataFolder, name: "fourth" });
    const options: BuildOptions = { dataFolder: site.dataFolder, out: site.out, base: "/x/" };
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--allow-all", "--no-check", "--config", path("../deno.json")],
        ...[path("half_a_build.ts"), JSON.stringify(options)],
      ],
      stdout: "piped",
      stderr: "null",
    }).spawn();
    // It says so when pages wait for their places.
    const { value } = await child.stdout.getReader().read();
    equal(new TextDecoder().decode(value), "waiting\n");
    child.kill("SIGKILL");
    await child.status;
    ok((await Deno.stat(`${site.out}/${WAITING_FOLDER}`)).isDirectory);
    const after = await readAll(site.out);
    for (const [name, bytes] of before) deepEqual(after.get(name), bytes, name);
    deepEqual(
      [...after.keys()].filter((name) => !name.startsWith(WAITING_FOLDER)).length,
      before.size,
    );

    await site.build();
    await rejects(Deno.stat(`${site.out}/${WAITING_FOLDER}`), Deno.errors.NotFound);
    await isAsFromScratch(site);
  }));

Deno.test("two builds of one folder come one after the other", () =>
  withSite(async (site) => {
    await settled();
    const results = await Promise.all([site.build(), site.build()]);
    deepEqual(results.map(({ made }) => made.length).sort(), [0, 3]);
    await isAsFromScratch(site);
  }));

Deno.test("codeHash() differs with any module, style or version, and not with tests", () =>
  withFolder(async (root) => {
    for (const folder of ["common", "pipeline", "site/styles", "site/testdata"]) {
      await Deno.mkdir(`${root}/${folder}`, { recursive: true });
    }
    const write = (name: string, text: string) => Deno.writeTextFile(`${root}/${name}`, text);
    await write("deno.json", "{}");
    await write("deno.lock", "{}");
    await write("site/styles/1.css", "a{}");
    const seen = new Set([await codeHash(`${root}/`)]);
    for (
      const [name, text] of [["site/styles/1.css", "b{}"], ["site/a.ts", ""], ["common/b.ts", ""], [
        "deno.lock",
        "[]",
      ]] as const
    ) {
      await write(name, text);
      seen.add(await codeHash(`${root}/`));
    }
    equal(seen.size, 5);
    await write("site/a_test.ts", "");
    await write("site/testdata/a.txt", "");
    seen.add(await codeHash(`${root}/`));
    equal(seen.size, 5);
  }));

function path(relative: string): string {
  return decodeURIComponent(new URL(relative, import.meta.url).pathname);
}
