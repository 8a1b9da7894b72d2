import { equal, ok, rejects } from "node:assert/strict";
import { Failure } from "../common/failure.ts";
import { answer, contentType, serveSite } from "./serve.ts";

async function withSite(body: (root: string) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    const root = `${folder}/site`;
    await Deno.mkdir(`${root}/reports/local`, { recursive: true });
    await Deno.writeTextFile(`${folder}/secret.txt`, "secret");
    await Deno.writeTextFile(`${root}/index.html`, "front");
    await Deno.writeTextFile(`${root}/404.html`, "missing");
    await Deno.writeTextFile(`${root}/reports/local/index.html`, "report");
    await Deno.writeTextFile(`${root}/reports/local/a b.csv`, "x,y\n");
    await Deno.symlink(`${folder}/secret.txt`, `${root}/link.txt`);
    await body(root);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function get(root: string, path: string, method = "GET"): Promise<Response> {
  return answer(root, new Request(`http://127.0.0.1${path}`, { method }));
}

Deno.test("answer() gives pages, files with their types, and the page for what is missing", () =>
  withSite(async (root) => {
    equal(await (await get(root, "/")).text(), "front");
    const report = await get(root, "/reports/local/");
    equal(await report.text(), "report");
    equal(report.headers.get("content-type"), "text/html; charset=utf-8");
    const csv = await get(root, "/reports/local/a%20b.csv");
    equal(csv.headers.get("content-type"), "text/csv; charset=utf-8");
    const missing = await get(root, "/reports/none/");
    equal(missing.status, 404);
    equal(await missing.text(), "missing");
    const folder = await get(root, "/reports/local");
    equal(folder.status, 301);
    equal(folder.headers.get("location"), "/reports/local/");
    equal((await get(root, "/", "POST")).status, 405);
  }));

Deno.test("answer() never leaves its folder", () =>
  withSite(async (root) => {
    for (
      const path of [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/reports/..%5c..%5csecret.txt",
        "/link.txt",
        "/%00",
        "/%zz",
      ]
    ) {
      const response = await get(root, path);
      ok(response.status === 400 || response.status === 404, `${path}: ${response.status}`);
      ok(!(await response.text()).includes("secret"), path);
    }
  }));

Deno.test("serveSite() says which port is taken and what to do", () =>
  withSite(async (root) => {
    const stop = new AbortController();
    const { url, finished } = await serveSite(root, 0, stop.signal);
    equal(await (await fetch(url)).text(), "front");
    const port = Number(new URL(url).port);
    await rejects(serveSite(root, port), (error) =>
      error instanceof Failure && error.message.includes(`port ${port} is taken`));
    await rejects(serveSite(`${root}/nowhere`, 0), Failure);
    stop.abort();
    await finished;
  }));

Deno.test("contentType() never guesses", () => {
  equal(contentType("wrk.txt"), "text/plain; charset=utf-8");
  equal(contentType("points.ndjson.gz"), "application/gzip");
  equal(contentType("x.unknown"), "application/octet-stream");
});
