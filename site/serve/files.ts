/** Answers requests for files of a folder, and for nothing outside it. */

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
    return respond(405, "message.txt", "Only GET and HEAD are answered here.\n");
  }
  const { pathname } = new URL(request.url);
  const path = decodePath(pathname);
  if (path === undefined) {
    return respond(400, "message.txt", "This address is no path of the site.\n");
  }
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
    : respond(404, "message.txt", "There is no such page.\n");
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

/** An answer of the type that `name` ends in. Nothing is kept by the browser unasked. */
export function respond(status: number, name: string, content: string | Uint8Array): Response {
  return new Response(content as string | Uint8Array<ArrayBuffer>, {
    status,
    headers: {
      "content-type": contentType(name),
      "x-content-type-options": "nosniff",
      "cache-control": "no-cache",
    },
  });
}
