/** What the content policy of every page forbids must not be in any: found here before a browser drops it. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { createDocument } from "@mixmark-io/domino";
import { makeReport } from "../tests/make_report.ts";
import { buildSite } from "./build.ts";

const STRICT: Readonly<Record<string, readonly string[]>> = {
  "default-src": ["'none'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "script-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

/** Attributes that make a browser fetch something. */
const FETCHING = ["src", "srcset", "data", "poster", "background", "action", "formaction", "ping"];

/** Everything in a page that a strict policy would stop, or that should have been stopped. */
function problemsOf(html: string, mayWork = false): string[] {
  const document = createDocument(html) as unknown as Document;
  const found: string[] = [];
  const policies = Array.from(
    document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]'),
  );
  if (policies.length !== 1) found.push(`${policies.length} policies`);
  for (const policy of policies) {
    found.push(...looseParts(policy.getAttribute("content") ?? "", mayWork));
  }
  for (const element of Array.from(document.querySelectorAll("*"))) {
    const name = element.tagName.toLowerCase();
    if (name === "style" || name === "base" || name === "iframe" || name === "object") {
      found.push(`<${name}>`);
    }
    if (name === "script" && element.textContent !== "") found.push("inline script");
    if (name === "meta" && /refresh/i.test(element.getAttribute("http-equiv") ?? "")) {
      found.push("meta refresh");
    }
    for (const { name: key, value } of Array.from(element.attributes)) {
      if (key.startsWith("on")) found.push(`handler ${key}`);
      if (key === "style") found.push(`style attribute on <${name}>`);
      const isLoaded = FETCHING.includes(key) ||
        (/^(xlink:)?href$/.test(key) && name !== "a" && !isMetadata(element));
      if (isLoaded && isElsewhere(value)) found.push(`<${name}> loads ${value}`);
      if (/^(xlink:)?href$/.test(key) && /^\s*(javascript|data|vbscript):/i.test(value)) {
        found.push(`<${name}> leads to ${value}`);
      }
      if (/url\(\s*['"]?(https?:)?\/\//i.test(value)) found.push(`${key} loads ${value}`);
    }
  }
  return found;
}

/** Links that say where something is, and load nothing. */
function isMetadata(element: Element): boolean {
  return /^(canonical|alternate|license)$/.test(element.getAttribute("rel") ?? "");
}

function isElsewhere(address: string): boolean {
  return /^\s*(?!data:)([a-z][\w+.-]*:|\/\/)/i.test(address);
}

function looseParts(policy: string, mayWork: boolean): string[] {
  const parts = new Map(
    policy.split(";").map((part) => part.trim().split(/\s+/))
      .map(([name = "", ...sources]) => [name, sources]),
  );
  const allowed: Readonly<Record<string, readonly string[]>> = {
    ...STRICT,
    "connect-src": [mayWork ? "'none'" : "'self'"],
    ...(mayWork ? { "worker-src": ["blob:"] } : {}),
  };
  const missing = [...Object.keys(STRICT), "connect-src"].filter((name) => !parts.has(name));
  return [
    ...missing.map((name) => `the policy has no ${name}`),
    ...[...parts].flatMap(([name, sources]) =>
      sources.filter((source) => !allowed[name]?.includes(source))
        .map((source) => `the policy has ${name} ${source}`)
    ),
  ];
}

async function htmlFiles(folder: string): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await htmlFiles(path));
    else if (name.endsWith(".html")) found.push([path, await Deno.readTextFile(path)]);
  }
  return found;
}

Deno.test("no page has inline style, inline script, a handler, or anything from elsewhere", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const dataFolder = `${folder}/data`;
    await makeReport({ dataFolder, implementations: 4, loads: 3, trials: 3 });
    await makeReport({
      dataFolder,
      name: "hostile",
      hostile: `"><script>alert(1)</script>' onload=x style=y`,
      implementations: 2,
      loads: 2,
      trials: 1,
    });
    await buildSite({
      dataFolder,
      out: `${folder}/out`,
      base: "/w/",
      address: "https://a.example/w/",
    });
    const pages = await htmlFiles(`${folder}/out`);
    ok(pages.length > 5);
    for (const [path, html] of pages) {
      // The page that reads other people's files does so in a worker of its own script.
      const mayWork = path.endsWith("/audit/index.html");
      deepEqual(problemsOf(html, mayWork), [], path);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the check of pages sees each thing that it looks for", () => {
  const policy = Object.entries({ ...STRICT, "connect-src": ["'self'"] })
    .map(([name, sources]) => `${name} ${sources.join(" ")}`).join("; ");
  const page = (body: string, own = policy) =>
    `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${own}"></head>` +
    `<body>${body}</body></html>`;
  deepEqual(problemsOf(page(`<a href="https://a.example/">b</a><img src="data:image/png,">`)), []);
  const faults = [
    page(`<p style="color:red">`),
    page(`<style>p{}</style>`),
    page(`<p onclick="a()">`),
    page(`<script>a()</script>`),
    page(`<script src="https://a.example/b.js"></script>`),
    page(`<img src="//a.example/b.png">`),
    page(`<link rel="stylesheet" href="https://a.example/b.css">`),
    page(`<svg><use xlink:href="https://a.example/b.svg"></use></svg>`),
    page(`<svg><path fill="url(https://a.example/b.svg)"></path></svg>`),
    page(`<a href="javascript:a()">b</a>`),
    page(`<iframe></iframe>`),
    page(`<base href="/b/">`),
    page("", policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")),
    page("", policy.replace("; base-uri 'none'", "")),
    page("", policy.replace("connect-src 'self'", "connect-src https:")),
    page("", policy.replace("; connect-src 'self'", "")),
    page("", `${policy}; worker-src blob:`),
    "<!doctype html><html><head></head><body></body></html>",
  ];
  for (const fault of faults) equal(problemsOf(fault).length, 1, fault);
  const working = policy.replace("connect-src 'self'", "connect-src 'none'; worker-src blob:");
  deepEqual(problemsOf(page("", working), true), []);
  // Where somebody's files are read, not even the site itself may hear of it.
  equal(problemsOf(page("", policy), true).length, 1);
});
