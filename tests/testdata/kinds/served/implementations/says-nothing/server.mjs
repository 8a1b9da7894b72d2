import { createServer } from "node:http";
import process from "node:process";

createServer((_request, response) => response.end())
  .listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
