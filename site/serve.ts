/** A preview of the site, for this machine alone: built anew when something changes, and shown at once. */
import { command, numberOption, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";
import { DATA_FOLDER } from "../pipeline/report.ts";
import { CACHE } from "./build.ts";
import { answer } from "./serve/files.ts";
import { Preview } from "./serve/preview.ts";
import { Rebuilds } from "./serve/rebuild.ts";
import { watch } from "./serve/watch.ts";

export { answer, contentType } from "./serve/files.ts";

const HOST = "127.0.0.1";

/** Where `deno task site` builds; the task may write nowhere else. */
const SITE = "_site";

/** What a page is made from. */
const WATCHED = [DATA_FOLDER, "site", "pipeline", "common"];

/** A save touches several files, a checkout hundreds. */
const QUIET_MILLISECONDS = 200;

export interface Serving {
  url: string;
  finished: Promise<void>;
}

/** Answers on 127.0.0.1. Throws a Failure where the port is taken, or needs more rights. */
function listen(
  port: number,
  handler: (request: Request) => Promise<Response>,
  signal?: AbortSignal,
): Serving {
  try {
    const server = Deno.serve(
      { hostname: HOST, port, onListen: () => {}, ...(signal === undefined ? {} : { signal }) },
      handler,
    );
    return { url: `http://${HOST}:${server.addr.port}/`, finished: server.finished };
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new Failure(
        `port ${port} is taken by another program; end it, or choose another: ` +
          `\`deno task serve --port ${port + 1}\``,
      );
    }
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new Failure(`port ${port} needs more rights than this user has; choose one above 1023`);
    }
    throw error;
  }
}

/** Serves a built site as it is. Throws a Failure where there is none. */
export async function serveSite(
  folder: string,
  port: number,
  signal?: AbortSignal,
): Promise<Serving> {
  const root = await builtSite(folder);
  if (root === undefined) {
    throw new Failure(`there are no pages in ${folder}; \`deno task site\` builds them`);
  }
  return listen(port, (request) => answer(root, request), signal);
}

export interface PreviewOptions {
  dataFolder: string;
  out: string;
  cache: string;
  /** Folders whose changes are worth a build; those that are not there are left out. */
  watched: readonly string[];
  port: number;
  signal: AbortSignal;
  /** Told of each build and what went wrong. */
  say: (line: string) => void;
}

/** Builds and serves the site, and does so again after each change, until the signal. */
export async function previewSite(options: PreviewOptions): Promise<Serving> {
  const { dataFolder, out, cache, port, signal, say } = options;
  const preview = new Preview(() => builtSite(out));
  const serving = listen(port, (request) => preview.answer(request), signal);
  const rebuilds = new Rebuilds({ dataFolder, out, base: "/", cache }, ({ done, error }) => {
    if (done !== "") say(done);
    for (const line of error.split("\n")) if (line !== "") say(`error: ${line}`);
    preview.built(done !== "", error);
  });
  const watching = watch(
    await existing(options.watched),
    QUIET_MILLISECONDS,
    () => rebuilds.start(),
    (why) => say(`error: changes are not seen (${why}); end this and start it again after one`),
  );
  rebuilds.start();
  signal.addEventListener("abort", () => {
    watching.close();
    rebuilds.close();
    preview.close();
  }, { once: true });
  return {
    url: serving.url,
    finished: Promise.all([serving.finished, watching.finished]).then(() => {}),
  };
}

/** The folder without symbolic links; undefined where no site is in it. */
async function builtSite(folder: string): Promise<string | undefined> {
  try {
    const root = await Deno.realPath(folder);
    await Deno.stat(`${root}/index.html`);
    return root;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function existing(folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    if (await Deno.stat(folder).then(() => true, () => false)) found.push(folder);
  }
  return found;
}

/** Ends on Ctrl-C, `kill` and a closed terminal. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    Deno.addSignalListener(name, () => controller.abort());
  }
  return controller.signal;
}

/** `deno task serve [--port N] [--dir DIR]` */
export async function main(args: readonly string[]): Promise<never> {
  const port = numberOption("--port", 0);
  const program = command("serve", "Preview the site on this machine; changes show at once.")
    .option("--port <number>", "port on 127.0.0.1; 0 takes any that is free", port, 8000)
    .option("--dir <folder>", "show these built pages as they are, and build nothing")
    .action(async (options: { port: number; dir?: string }) => {
      if (!Number.isInteger(options.port) || options.port > 65535) {
        throw new Failure(`--port takes a whole number up to 65535, not ${options.port}`, 2);
      }
      const signal = interrupted();
      const say = (line: string) => console.error(`serve: ${line}`);
      const { url, finished } = options.dir === undefined
        ? await previewSite({
          dataFolder: DATA_FOLDER,
          out: SITE,
          cache: CACHE,
          watched: WATCHED,
          port: options.port,
          signal,
          say,
        })
        : await serveSite(options.dir, options.port, signal);
      say(`${url} shows ${options.dir ?? SITE}; Ctrl+C ends it`);
      await finished;
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
