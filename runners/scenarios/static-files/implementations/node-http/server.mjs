import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";
import process from "node:process";

const root = resolve(process.env.FILES);
const types = { ".bin": "application/octet-stream", ".html": "text/html; charset=utf-8" };

/** The path below the root that an address means; undefined where it means one outside. */
function pathOf(url) {
  let path;
  try {
    path = decodeURIComponent(url.split("?", 1)[0]);
  } catch {
    return undefined;
  }
  if (path.includes("\0")) return undefined;
  const full = resolve(root, `.${sep}${path}`);
  return full === root || full.startsWith(root + sep) ? full : undefined;
}

async function serve(request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") return answer(response, 405);
  const path = pathOf(request.url);
  const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
  if (found?.isDirectory() && request.url.endsWith("/")) return list(request, response, path);
  if (!found?.isFile()) return answer(response, 404);
  response.writeHead(200, {
    "Content-Type": types[extname(path)] ?? "application/octet-stream",
    "Content-Length": found.size,
    "Last-Modified": found.mtime.toUTCString(),
  });
  if (request.method === "HEAD" || found.size === 0) return response.end();
  const file = createReadStream(path, { end: found.size - 1 });
  file.on("error", () => response.destroy());
  response.on("close", () => file.destroy());
  file.pipe(response);
}

async function list(request, response, path) {
  const entries = await readdir(path, { withFileTypes: true });
  const links = entries
    .map((entry) => entry.isDirectory() ? `${entry.name}/` : entry.name)
    .sort()
    .map((name) => `<li><a href="${encodeURIComponent(name)}">${escape(name)}</a></li>\n`);
  const page =
    `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Files</title>` +
    `</head>\n<body>\n<ul>\n${links.join("")}</ul>\n</body>\n</html>\n`;
  answer(response, 200, page, request.method === "HEAD");
}

function escape(text) {
  return text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
}

function answer(response, status, page = `${status}\n`, isHead = false) {
  response.writeHead(status, {
    "Content-Type": status === 200 ? types[".html"] : "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(page),
  });
  response.end(isHead ? undefined : page);
}

const server = createServer((request, response) => {
  // Node would add Connection and Keep-Alive to each answer; HTTP/1.1 keeps alive without them.
  response.removeHeader("Connection");
  serve(request, response).catch(() => response.destroy());
});

server.listen({ host: "127.0.0.1", port: Number(process.env.PORT), backlog: 1024 });
