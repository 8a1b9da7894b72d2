import { equal, match, ok } from "node:assert/strict";
import { Preview } from "./preview.ts";
import { matters } from "./watch.ts";

const POLICY = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`;
const PAGE = `<!doctype html><html><head>${POLICY}</head><body>$&</body></html>`;

async function withPreview(
  body: (preview: Preview, get: (path: string) => Promise<Response>) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    await Deno.writeTextFile(`${root}/index.html`, PAGE);
    await Deno.writeTextFile(`${root}/a.csv`, "</head>\n");
    const preview = new Preview(() => Promise.resolve(root));
    await body(preview, (path) => preview.answer(new Request(`http://127.0.0.1${path}`)));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** What the script of the page would hear. */
async function news(response: Response): Promise<Record<string, string>> {
  const text = await response.text();
  equal(response.headers.get("content-type"), "text/javascript; charset=utf-8");
  return JSON.parse(/^wallclockPreview\((.*)\);\n$/s.exec(text)?.[1] ?? "");
}

Deno.test("a preview adds one script of its own site to a page, and nothing to other files", () =>
  withPreview(async (_, get) => {
    const html = await (await get("/")).text();
    match(
      html,
      /<script src="\/-\/preview\/client\.js" data-site="[\w.-]+" defer><\/script><\/head>/,
    );
    equal(html.replace(/<script.*<\/script>/, ""), PAGE);
    equal(await (await get("/a.csv")).text(), "</head>\n");
    match(await (await get("/-/preview/client.js")).text(), /wallclockPreview/);
  }));

Deno.test("who asks for news waits for a build, and is told at once of one that was missed", () =>
  withPreview(async (preview, get) => {
    const first = await news(await get("/-/preview/news.js?seen="));
    const waiting = get(`/-/preview/news.js?seen=${first.build}`);
    let answered = false;
    waiting.then(() => answered = true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    ok(!answered);
    preview.built(true, "");
    const second = await news(await waiting);
    ok(second.site !== first.site && second.build !== first.build);
    preview.built(false, "a\u2028b</script>");
    const third = await news(await get(`/-/preview/news.js?seen=${second.build}`));
    equal(third.site, second.site);
    equal(third.error, "a\u2028b</script>");
    const text = await (await get("/-/preview/news.js?seen=")).text();
    ok(!text.includes("</script") && !text.includes("\u2028"));
  }));

Deno.test("before the first build a page says so, and waits for it", async () => {
  const preview = new Preview(() => Promise.resolve(undefined));
  const response = await preview.answer(new Request("http://127.0.0.1/"));
  equal(response.status, 503);
  match(await response.text(), /client\.js/);
});

Deno.test("what a bench and an editor write on their way is no reason to build", () => {
  for (const path of ["data/local/raw", "data/local/raw/a/wrk.txt", "data/a/trials.ndjson"]) {
    equal(matters(`/home/x/${path}`), false, path);
  }
  for (
    const path of [
      "data/a/report.json.1a2b3c4d.partial",
      "site/.page.ts.swp",
      "site/4913",
      "site/a~",
    ]
  ) {
    equal(matters(`/home/x/${path}`), false, path);
  }
  for (
    const path of ["data/a/summary.csv", "data/a", "site/page.ts", "site/styles/1_palette.css"]
  ) {
    equal(matters(`/home/x/${path}`), true, path);
  }
});
