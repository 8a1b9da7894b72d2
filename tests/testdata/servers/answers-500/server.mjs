import http from "node:http";
http.createServer((_, response) => response.writeHead(500).end("broken\n"))
  .listen(Number(process.env.PORT), "127.0.0.1");
