/** The counter as the contract has it, but for one fault, named by FAULT. */
import { createServer } from "node:http";
import process from "node:process";

const { FAULT: fault, PORT: port } = process.env;
const footer = `Node.js ${process.versions.node}`.padEnd(32);
let count = 0;
let requests = 0;

function page() {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Counter</title></head>
<body>
<h1>${fault === "wrong-body" ? "Count" : "Counter"}</h1>
<p id="count">${count}</p>
<form method="post" action="/increment"><button type="submit">Increment</button></form>
<footer>${footer}</footer>
</body>
</html>
`;
}

function answer(response, status, type, body) {
  const headers = { "Content-Type": `${type}; charset=utf-8` };
  // Without a length Node sends chunks.
  if (fault !== "chunked") headers["Content-Length"] = Buffer.byteLength(body);
  response.sendDate = fault !== "missing-header";
  response.writeHead(status, headers);
  response.write(body);
  response.end();
}

const server = createServer((request, response) => {
  if (fault === "crashes-under-load" && ++requests > 500) {
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

if (fault !== "never-listens") {
  server.listen({ host: "127.0.0.1", port: Number(port), backlog: 1024 });
} else {
  setInterval(() => {}, 1000);
}
