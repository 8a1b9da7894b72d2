import { createServer } from "node:http";
import process from "node:process";

const { PORT, STUB_URL, SAYS = "nothing", CRASH_AFTER = "Infinity" } = process.env;
let requests = 0;

createServer(async (_request, response) => {
  if (++requests > Number(CRASH_AFTER)) {
    console.error("out of luck");
    process.exit(7);
  }
  const stub = STUB_URL === undefined ? "no stub" : await (await fetch(STUB_URL)).text();
  response.end(`${SAYS}; ${stub}`);
}).listen({ host: "127.0.0.1", port: Number(PORT) });
