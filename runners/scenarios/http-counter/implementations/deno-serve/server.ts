const footer = `Deno ${Deno.version.deno}`.padEnd(32);
let count = 0;

function page(): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Counter</title></head>
<body>
<h1>Counter</h1>
<p id="count">${count}</p>
<form method="post" action="/increment"><button type="submit">Increment</button></form>
<footer>${footer}</footer>
</body>
</html>
`;
}

const html = { headers: { "Content-Type": "text/html; charset=utf-8" } };
const text = { "Content-Type": "text/plain; charset=utf-8" };

function pathOf(url: string): string {
  return url.slice(url.indexOf("/", "http://".length));
}

async function answer(request: Request): Promise<Response> {
  const route = `${request.method} ${pathOf(request.url)}`;
  if (route === "GET /sleep") {
    await new Promise((done) => setTimeout(done, 1000));
    return new Response("slept\n", { headers: text });
  }
  return new Response("not found\n", { status: 404, headers: text });
}

Deno.serve({
  hostname: "127.0.0.1",
  port: Number(Deno.env.get("PORT")),
  // Compression would add a Vary header to each answer.
  automaticCompression: false,
  onListen() {},
}, (request) => {
  const route = `${request.method} ${pathOf(request.url)}`;
  if (route === "GET /") return new Response(page(), html);
  if (route === "POST /increment") {
    count += 1;
    return new Response(null, { status: 302, headers: { Location: "/", "Content-Length": "0" } });
  }
  return answer(request);
});
