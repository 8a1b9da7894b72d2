const footer = `Bun ${Bun.version}`.padEnd(32);
let count = 0;

function page() {
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

Bun.serve({
  hostname: "127.0.0.1",
  port: Number(Bun.env.PORT),
  routes: {
    "/": { GET: () => new Response(page(), html) },
    "/increment": {
      POST() {
        count += 1;
        return new Response(null, { status: 302, headers: { Location: "/" } });
      },
    },
    "/sleep": {
      async GET() {
        await Bun.sleep(1000);
        return new Response("slept\n", { headers: text });
      },
    },
  },
  fetch: () => new Response("not found\n", { status: 404, headers: text }),
});
