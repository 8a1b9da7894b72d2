import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { withinSeconds } from "../../../common/time.ts";
import { verifyContract } from "./contract.ts";
import { footerLength, pageViolations, renderPage } from "./page.ts";

interface Answer {
  status: string;
  headers: Record<string, string>;
  body: string;
}

/** How a server differs from one that keeps the contract. */
interface Fault {
  /** Changes the right answer to a route, `GET /`; undefined for no answer at all. */
  change?(route: string, answer: Answer): Answer | undefined;
  closes?: boolean;
  forgetsToCount?: boolean;
  sleepSeconds?: number;
  /** Answers nobody else while one request sleeps. */
  sleepBlocks?: boolean;
  answerSeconds?: number;
  footer?: string;
}

/** A counter over bare TCP, so that every byte can be wrong. */
function startCounter(fault: Fault = {}): AsyncDisposable & { port: number } {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connections = new Set<Deno.Conn>();
  let count = 0;
  let blocked = Promise.resolve<unknown>(undefined);
  const over = Promise.withResolvers<void>();
  const wait = (seconds: number) => withinSeconds(over.promise, seconds);

  function rightAnswer(route: string): Answer {
    const date = new Date().toUTCString();
    const answer = (status: string, type: string, body: string) => ({
      status,
      headers: {
        "Content-Type": `${type}; charset=utf-8`,
        "Content-Length": String(body.length),
        Date: date,
      },
      body,
    });
    if (route === "GET /") {
      const footer = fault.footer ?? "Counter 1.0".padEnd(footerLength);
      return answer("200 OK", "text/html", renderPage(String(count), footer));
    }
    if (route === "POST /increment") {
      if (!fault.forgetsToCount) count++;
      const headers = { Location: "/", "Content-Length": "0", Date: date };
      return { status: "302 Found", headers, body: "" };
    }
    if (route === "GET /sleep") return answer("200 OK", "text/plain", "slept\n");
    return answer("404 Not Found", "text/plain", "not found\n");
  }

  async function serve(connection: Deno.Conn) {
    const buffer = new Uint8Array(4096);
    for (;;) {
      // The client sends a request in one piece, and the next one after the answer.
      const length = await connection.read(buffer);
      if (length === null) break;
      const request = new TextDecoder().decode(buffer.subarray(0, length));
      const route = request.slice(0, request.indexOf(" HTTP/1.1"));
      await blocked;
      await wait(fault.answerSeconds ?? 0);
      if (route === "GET /sleep") {
        const sleep = wait(fault.sleepSeconds ?? 1);
        if (fault.sleepBlocks) blocked = sleep;
        await sleep;
      }
      const right = rightAnswer(route);
      const answer = fault.change === undefined ? right : fault.change(route, right);
      if (answer === undefined) continue;
      const headers = Object.entries(answer.headers).map(([name, value]) =>
        `${name}: ${value}\r\n`
      );
      const text = `HTTP/1.1 ${answer.status}\r\n${headers.join("")}\r\n${answer.body}`;
      await connection.write(new TextEncoder().encode(text));
      if (fault.closes) break;
    }
  }

  const accepting = (async () => {
    const served: Promise<void>[] = [];
    for await (const connection of listener) {
      connections.add(connection);
      served.push(
        serve(connection).catch(() => {}).finally(() => {
          connections.delete(connection);
          connection.close();
        }),
      );
    }
    await Promise.all(served);
  })();

  return {
    port: (listener.addr as Deno.NetAddr).port,
    async [Symbol.asyncDispose]() {
      listener.close();
      over.resolve();
      await accepting;
    },
  };
}

async function violationsOf(fault: Fault): Promise<string[]> {
  await using server = startCounter(fault);
  return await verifyContract({ hostname: "127.0.0.1", port: server.port });
}

/** A fault in the answer to one route. */
function on(route: string, change: (answer: Answer) => Answer | undefined): Fault {
  return { change: (asked, answer) => (asked === route ? change(answer) : answer) };
}

function withHeaders(answer: Answer, headers: Record<string, string>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function withoutHeader(answer: Answer, name: string): Answer {
  const { [name]: _, ...headers } = answer.headers;
  return { ...answer, headers };
}

function chunked(answer: Answer): Answer {
  const { status, headers } = withoutHeader(answer, "Content-Length");
  const body = `${answer.body.length.toString(16)}\r\n${answer.body}\r\n0\r\n\r\n`;
  return { status, headers: { ...headers, "Transfer-Encoding": "chunked" }, body };
}

const plain = (status: string) => (answer: Answer): Answer => ({
  status,
  headers: { ...answer.headers, "Content-Length": "5" },
  body: "oops\n",
});

/** Each fault with the one sentence that it must trip. */
const faults: Record<string, [Fault, string | RegExp]> = {
  "a wrong body": [
    on("GET /", (answer) => ({ ...answer, body: answer.body.replace("<h1>C", "<h1>K") })),
    'GET /: expected the page of 289 bytes, got 289; line 5 should be "<h1>Counter</h1>", is "<h1>Kounter</h1>"',
  ],
  "an unpadded footer": [
    { footer: "Counter 1.0" },
    "GET /: expected a footer padded to 32 characters, got 11",
  ],
  "a missing header": [
    on("GET /", (answer) => withoutHeader(answer, "Date")),
    "GET /: expected one Date header, got none",
  ],
  "an extra header": [
    on("GET /", (answer) => withHeaders(answer, { Connection: "keep-alive" })),
    "GET /: expected no header but Content-Type, Content-Length and Date, got Connection: keep-alive",
  ],
  "a header spaced otherwise": [
    on("GET /", (answer) => withHeaders(answer, { Date: ` ${answer.headers.Date}` })),
    "GET /: expected a head of 117 bytes, got 118",
  ],
  "another type": [
    on("GET /", (answer) => withHeaders(answer, { "Content-Type": "text/html" })),
    "GET /: expected Content-Type: text/html; charset=utf-8, got text/html",
  ],
  "a chunked body": [
    on("GET /", chunked),
    "GET /: expected a body framed by Content-Length, got one framed by chunks",
  ],
  "a Content-Length too short": [
    on("GET /", (answer) => withHeaders(answer, { "Content-Length": "280" })),
    'GET /: expected the page of 289 bytes, got 280; line 10 should be "</html>", is ""',
  ],
  "a Content-Length too long": [
    on("GET /", (answer) => withHeaders(answer, { "Content-Length": "300" })),
    "GET /: expected a whole answer within 5 s, got none",
  ],
  "a POST that does not increment": [
    { forgetsToCount: true },
    "POST /increment: expected the count to go from 0 to 1, got 0",
  ],
  "a POST that redirects elsewhere": [
    on("POST /increment", (answer) => withHeaders(answer, { Location: "/index.html" })),
    "POST /increment: expected Location: /, got /index.html",
  ],
  "an error instead of the page": [
    on("GET /", plain("500 Internal Server Error")),
    "GET /: expected status 200, got 500",
  ],
  "no answer": [
    on("GET /", () => undefined),
    "GET /: expected a whole answer within 5 s, got none",
  ],
  "another protocol": [
    on("GET /", () => ({ status: "200 OK", headers: { "not a header": "" }, body: "" })),
    'GET /: expected an answer, but the answer has "not a header: " where a header should stand',
  ],
  "a connection closed after each answer": [
    { closes: true },
    "GET / again on the same connection: expected an answer, but the connection was closed before an answer",
  ],
  "an unknown path answered": [
    on("GET /absent", (answer) => ({ ...answer, status: "200 OK" })),
    "GET /absent: expected status 404, got 200",
  ],
  "another text for an unknown path": [
    on("GET /absent", plain("404 Not Found")),
    'GET /absent: expected the body "not found\\n", got "oops\\n"',
  ],
  "a known path answered to another method": [
    on("POST /", plain("405 Method Not Allowed")),
    "POST /: expected status 404, got 405",
  ],
  "a sleep that blocks": [
    { sleepBlocks: true },
    /^GET \/ during GET \/sleep: expected an answer before that of GET \/sleep, got it after \d\.\d\d s, when/,
  ],
  "a sleep too short": [
    { sleepSeconds: 0.1 },
    /^GET \/sleep: expected the answer after 1 s, got it after 0\.[1-8]\d s$/,
  ],
  "a sleep too long": [
    { sleepSeconds: 5.5 },
    "GET /sleep: expected a whole answer within 5 s, got none",
  ],
};

Deno.test("verifyContract() finds nothing wrong with a server that keeps the contract", async () => {
  deepEqual(await violationsOf({}), []);
});

Deno.test("verifyContract() says of each fault what was expected and what came", async (t) => {
  // Side by side: most of them wait for GET /sleep.
  const found = await Promise.all(Object.values(faults).map(([fault]) => violationsOf(fault)));
  for (const [index, [name, [, sentence]]] of Object.entries(faults).entries()) {
    await t.step(name, () => {
      const violations = found[index] ?? [];
      equal(violations.length, 1, violations.join("\n"));
      if (typeof sentence === "string") equal(violations[0], sentence);
      else match(violations[0] ?? "", sentence);
    });
  }
});

Deno.test("verifyContract() allows the header that libh2o cannot leave off", async () => {
  const change = on("GET /", (answer) => withHeaders(answer, { Connection: "keep-alive" }));
  deepEqual(await violationsOf({ ...change, footer: "h2o 2.2.5".padEnd(footerLength) }), []);
});

Deno.test("verifyContract() says that nothing listens", async () => {
  const { port } = await (async () => {
    await using server = startCounter();
    return server;
  })();
  deepEqual(await verifyContract({ hostname: "127.0.0.1", port }), [
    "GET /: expected an answer, but the connection was refused",
  ]);
});

Deno.test("verifyContract() throws the reason of its signal instead of blaming the server", async () => {
  await using server = startCounter({ answerSeconds: 60 });
  const reason = new Error("interrupted");
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason), 50);
  const started = performance.now();
  await rejects(
    verifyContract({ hostname: "127.0.0.1", port: server.port }, controller.signal),
    reason,
  );
  // Sooner than the answer's own limit, 5 s, would have ended it.
  ok(performance.now() - started < 4500);
  clearTimeout(timer);
});

Deno.test("pageViolations() takes any count and any name with a version", () => {
  const footers = ["Node.js 20.20.2", "Go net/http 1.26", "x 1", "Java HttpServer 25.0.3+9-LTS"];
  for (const footer of footers) {
    deepEqual(pageViolations(renderPage("1234567", footer.padEnd(footerLength))), []);
  }
});

Deno.test("pageViolations() refuses footers that hide the version or the length", () => {
  const footers = ["Counter", "", " 1.0", "Zähler 1.0"];
  for (const footer of footers) {
    equal(pageViolations(renderPage("0", footer.padEnd(footerLength))).length, 1, footer);
  }
});

Deno.test("pageViolations() refuses a page that goes on", () => {
  const page = renderPage("0", "Counter 1.0".padEnd(footerLength));
  equal(pageViolations(`${page}<!-- more -->\n`).length, 1);
  equal(pageViolations(page.trimEnd()).length, 1);
  equal(pageViolations("").length, 1);
});
