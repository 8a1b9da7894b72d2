import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { verifyContract } from "./contract.ts";
import { LISTING_PATH, OUTSIDE } from "./files.ts";
import { type Answer, type Fault, outsideAnswer, startFileServer } from "./testing.ts";

const soon = () => AbortSignal.timeout(20_000);

async function violationsOf(fault: Fault): Promise<string[]> {
  await using server = startFileServer(fault);
  return await verifyContract(server.address, soon());
}

/** Changes the answer to one route. */
function on(route: string, change: (answer: Answer) => Answer | undefined): Fault {
  return { change: (asked, answer) => asked === route ? change(answer) : answer };
}

const withStatus = (status: string) => (answer: Answer) => ({ ...answer, status });
const withHeader = (name: string, value: string) => (answer: Answer) => ({
  ...answer,
  headers: { ...answer.headers, [name]: value },
});

Deno.test("a server that keeps the contract of static-files has no violation", async () => {
  deepEqual(await violationsOf({}), []);
});

const listingOf = (change: (text: string) => string) =>
  on(`GET ${LISTING_PATH}`, (answer) => {
    const body = new TextEncoder().encode(change(new TextDecoder().decode(answer.body)));
    return { ...answer, body, headers: { ...answer.headers, "Content-Length": `${body.length}` } };
  });

const FAULTS: readonly [string, Fault, RegExp][] = [
  [
    "a wrong byte of the largest file",
    on("GET /10mb.bin", (answer) => {
      const body = Uint8Array.from(answer.body);
      body[body.length - 1] = (body.at(-1) as number) ^ 1;
      return { ...answer, body };
    }),
    /^GET \/10mb\.bin: expected the bytes of the file .* got 10485760 others$/,
  ],
  [
    "one of the many files that is another one",
    on("GET /many/123.bin", (answer) => ({ ...answer, body: answer.body.toReversed() })),
    /^GET \/many\/123\.bin: expected the bytes of the file/,
  ],
  [
    "a file with an error's status",
    on("GET /100kb.bin", withStatus("500 Oh")),
    /status 200, got 500/,
  ],
  [
    "a file in chunks",
    { isChunked: (route) => route === "GET /1kb.bin" },
    /^GET \/1kb\.bin: expected a body framed by Content-Length, got one framed by chunks$/,
  ],
  [
    "no answer",
    on("GET /1kb.bin", () => undefined),
    /^GET \/1kb\.bin: .* closed before an answer$/,
  ],
  ["a connection that is closed after each answer", { closes: true }, /kept open .* 1003 times$/],
  [
    "a compressed file",
    on("GET /1kb.bin", withHeader("Content-Encoding", "gzip")),
    /encoded as gzip$/,
  ],
  [
    "HEAD without the length",
    on("HEAD /100kb.bin", withHeader("Content-Length", "0")),
    /^HEAD \/100kb\.bin: expected Content-Length: 102400, got 0$/,
  ],
  [
    "HEAD with a body",
    on("HEAD /100kb.bin", (answer) => ({ ...answer, body: new Uint8Array(10) })),
    /^GET \/1kb\.bin: expected an answer, but/,
  ],
  ["HEAD refused", on("HEAD /100kb.bin", withStatus("405 No")), /^HEAD .* status 200, got 405$/],
  [
    "a listing without one file",
    listingOf((text) => text.replace('href="777.bin"', 'href="778.bin"')),
    /^GET \/many\/: expected links to all 1000 files, got none to 1 of them, 777\.bin for one$/,
  ],
  [
    "a listing that is no page",
    on(`GET ${LISTING_PATH}`, withHeader("Content-Type", "text/plain")),
    /^GET \/many\/: expected a page of text\/html, got text\/plain$/,
  ],
  ["an absent file that is there", on("GET /absent.bin", withStatus("200 OK")), /404, got 200$/],
  [
    "a way out by ..",
    on(`GET /many/../../${OUTSIDE.name}`, () => outsideAnswer()),
    /^GET \/many\/\.\.\/\.\.\/outside\.txt: expected nothing from outside/,
  ],
  [
    "a way out by %2f",
    on(`GET /..%2f${OUTSIDE.name}`, () => outsideAnswer()),
    /expected nothing from outside/,
  ],
  [
    "a listing of the folder above",
    on("GET /../", () => outsideAnswer(`<a href="${OUTSIDE.name}">`)),
    /^GET \/\.\.\/: expected nothing from outside/,
  ],
];

for (const [name, fault, sentence] of FAULTS) {
  Deno.test(`the contract of static-files finds ${name}`, async () => {
    const violations = await violationsOf(fault);
    ok(violations.length > 0, "no violation was found");
    match(violations[0] as string, sentence);
  });
}

Deno.test("the listing may come in chunks, and an error page may name what was asked for", async () => {
  await using server = startFileServer({
    isChunked: (route) => route === `GET ${LISTING_PATH}`,
    change: (route, answer) =>
      route.includes("/..") && route.includes(OUTSIDE.name)
        ? { ...answer, status: "400 Bad Request" }
        : answer,
  });
  deepEqual(await verifyContract(server.address, soon()), []);
});

Deno.test("after three wrong files the others are not asked for", async () => {
  await using server = startFileServer({
    change: (route, answer) =>
      /^GET \/many\/\d/.test(route) ? withStatus("404 No")(answer) : answer,
  });
  const violations = await verifyContract(server.address, soon());
  equal(violations.filter((each) => each.includes("/many/") && each.includes("got 404")).length, 2);
  ok(violations.includes("more files were wrong; the rest was not asked for"));
  ok(server.count() < 50);
});

Deno.test("the contract of static-files ends when it is aborted", async () => {
  await using server = startFileServer();
  const reason = new Error("interrupted");
  await rejects(verifyContract(server.address, AbortSignal.abort(reason)), reason);
});
