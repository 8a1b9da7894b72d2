import { createServer } from "node:http";
import process from "node:process";

const { PORT, DELAY_MS = "0" } = process.env;

createServer((_request, response) => {
  setTimeout(() => response.end(`${DELAY_MS} ms late`), Number(DELAY_MS));
}).listen({ host: "127.0.0.1", port: Number(PORT) });
