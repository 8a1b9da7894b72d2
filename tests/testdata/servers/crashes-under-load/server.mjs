import { createServer } from "node:http";
import process from "node:process";

const footer = `Node.js ${process.versions.node}`.padEnd(32);
let count = 0;
let requests = 0;

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

function answer(response, status, type, body) {
  response.writeHead(status, {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}

const server = createServer((request, response) => {
  if (++requests > 500) {
    console.error("out of luck");
    process.exit(7);
  }
  // Node would add Connection and Keep-Alive to each answer; HTTP/1.1 keeps alive without them.
  response.removeHeader("Connection");
  const route = `${request.method} ${request.url}`;
  if (route === "GET /") {
    answer(response, 200, "text/html", page());
  } else if (route === "POST /increment") {
    count += 1;
    response.writeHead(302, { "Location": "/", "Content-Length": 0 });
    response.end();
  } else if (route === "GET /sleep") {
    setTimeout(() => answer(response, 200, "text/plain", "slept\n"), 1000);
  } else {
    answer(response, 404, "text/plain", "not found\n");
  }
});

server.listen({ host: "127.0.0.1", port: Number(process.env.PORT), backlog: 1024 });
