/** A preview of the built pages, for this machine alone. */
import { command, numberOption, runCommand } from "../common/command.ts";
import { Failure } from "../common/failure.ts";

const HOST = "127.0.0.1";

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  gz: "application/gzip",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  log: "text/plain; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  zip: "application/zip",
};

/** Media type of a file by the end of its name. */
export function contentType(path: string): string {
  const extension = /\.([a-z0-9]+)$/.exec(path)?.[1] ?? "";
  return TYPES[extension] ?? "application/octet-stream";
}

/** Answers requests for files below `root`, which is a path without symbolic links. */
export async function answer(root: string, request: Request): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return text(405, "Only GET and HEAD are answered here.");
  }
  const { pathname } = new URL(request.url);
  const path = decodePath(pathname);
  if (path === undefined) return text(400, "This address is no path of the site.");
  let file = await fileAt(root, path);
  if (file === "folder" && !pathname.endsWith("/")) {
    return new Response(null, { status: 301, headers: { location: `${pathname}/` } });
  }
  let name = path.at(-1) ?? "";
  if (file === "folder") {
    name = "index.html";
    file = await fileAt(root, [...path, name]);
  }
  if (file instanceof Uint8Array) return respond(200, name, file);
  const missing = await fileAt(root, ["404.html"]);
  return missing instanceof Uint8Array
    ? respond(404, "404.html", missing)
    : text(404, "There is no such page.");
}

/** Segments of a path, decoded; undefined where one could lead out of the folder. */
function decodePath(pathname: string): string[] | undefined {
  try {
    const segments = pathname.split("/").map(decodeURIComponent).filter((part) => part !== "");
    const bad = segments.some((part) => part === "." || part === ".." || /[/\\\0]/.test(part));
    return bad ? undefined : segments;
  } catch {
    return undefined;
  }
}

async function fileAt(
  root: string,
  path: readonly string[],
): Promise<Uint8Array | "folder" | undefined> {
  try {
    const real = await Deno.realPath([root, ...path].join("/"));
    // A symbolic link must not show what lies outside the folder.
    if (real !== root && !real.startsWith(`${root}/`)) return undefined;
    if ((await Deno.stat(real)).isDirectory) return "folder";
    return await Deno.readFile(real);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return undefined;
    }
    throw error;
  }
}

function respond(status: number, name: string, bytes: Uint8Array): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    status,
    headers: {
      "content-type": contentType(name),
      "x-content-type-options": "nosniff",
      "cache-control": "no-cache",
    },
  });
}

function text(status: number, message: string): Response {
  return respond(status, "message.txt", new TextEncoder().encode(`${message}\n`));
}

/** Serves a built site on 127.0.0.1. Throws a Failure where there is none, or where the port is taken. */
export async function serveSite(
  folder: string,
  port: number,
  signal?: AbortSignal,
): Promise<{ url: string; finished: Promise<void> }> {
  let root: string;
  try {
    root = await Deno.realPath(folder);
    await Deno.stat(`${root}/index.html`);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Failure(`there are no pages in ${folder}; \`deno task site\` builds them`);
  }
  try {
    const server = Deno.serve(
      { hostname: HOST, port, onListen: () => {}, ...(signal === undefined ? {} : { signal }) },
      (request) => answer(root, request),
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

/** `deno task serve [--port N] [--dir DIR]` */
export async function main(args: readonly string[]): Promise<never> {
  const port = numberOption("--port", 0);
  const program = command("serve", "Preview the built pages on this machine.")
    .option("--port <number>", "port on 127.0.0.1; 0 takes any that is free", port, 8000)
    .option("--dir <folder>", "the built pages", "_site")
    .action(async (options: { port: number; dir: string }) => {
      if (!Number.isInteger(options.port) || options.port > 65535) {
        throw new Failure(`--port takes a whole number up to 65535, not ${options.port}`, 2);
      }
      const { url, finished } = await serveSite(options.dir, options.port);
      console.error(`serve: ${url} shows ${options.dir}; Ctrl+C ends it`);
      await finished;
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
