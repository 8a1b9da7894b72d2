/**
 * What a server of http-counter must do before it is measured: README.md beside this file, as code. Framing and
 * header sets are part of it, since servers that send different bytes are not comparable.
 *
 * @module
 */
import { ask, askOnce, type ContractCheck, open } from "../../http/contract_check.ts";
import type { Address } from "../../http/raw_client.ts";
import { headerValues, type RawResponse } from "../../http/raw_response.ts";
import { countOf, pageViolations, runtimeNameOf } from "./page.ts";

/**
 * Headers that a runtime gives no way to leave off, allowed on `GET /` by the name in the footer: its answers are
 * longer by them, and that is its runtime's doing.
 */
const unavoidableHeaders: Readonly<Record<string, readonly string[]>> = {
  // lib/http1.c of libh2o 2.2 prints "Connection: keep-alive" into every answer.
  h2o: ["Connection"],
  // mist's HTTP/1 handler sets "connection: keep-alive" on every answer that has no such header.
  "Gleam mist": ["Connection"],
};

/** Wide, since a busy host holds a good server up as well. */
const limitSeconds = { whole: 15, answer: 5, leastSleep: 0.9 };

/** A host that stalls for a moment makes a server look blocked once; one that blocks does so each time. */
const MOST_SLEEPS = 3;

/** A page that came so shortly before the sleeper's answer, or after it, waited for it. */
const MARGIN_SECONDS = 0.1;

const sizeLimits = { headBytes: 16 * 1024, bodyBytes: 64 * 1024 };

/**
 * Checks a running server and returns what it does wrong as plain sentences, none where the contract holds.
 * Takes 15 s at most. Adds one to the count and leaves it so: a fresh server still sends a count of one digit.
 * Throws only the reason of `signal`.
 */
export async function verifyContract(target: Address, signal?: AbortSignal): Promise<string[]> {
  const overall = AbortSignal.any([
    AbortSignal.timeout(limitSeconds.whole * 1000),
    ...(signal === undefined ? [] : [signal]),
  ]);
  const violations: string[] = [];
  const check: ContractCheck = {
    target,
    overall,
    wholeSeconds: limitSeconds.whole,
    answerSeconds: limitSeconds.answer,
    sizes: sizeLimits,
    violate: (sentence) => violations.push(sentence),
  };
  // Without an answer to GET / the other checks would say the same again.
  if (await checkPage(check)) {
    for (const step of [checkIncrement, checkUnknown, checkSleep]) {
      if (!overall.aborted) await step(check);
    }
  }
  signal?.throwIfAborted();
  return violations;
}

/** Checks the measured answer and that its connection stays open; false where nothing answers. */
async function checkPage(check: ContractCheck): Promise<boolean> {
  using connection = await open(check, "GET /");
  if (connection === undefined) return false;
  const response = await ask(check, connection, { method: "GET", path: "/" });
  if (response === undefined) return false;
  const violations = [
    ...statusViolations(response, 200),
    ...headViolations(response),
  ];
  if (response.status === 200) violations.push(...pageViolations(textOf(response)));
  for (const violation of violations) check.violate(`GET /: ${violation}`);
  // After a wrongly framed answer the next one's beginning is anybody's guess.
  if (response.framing === "content-length" && connection.strayBytes() === 0) {
    const name = "GET / again on the same connection";
    await ask(check, connection, { method: "GET", path: "/" }, { name });
  }
  return true;
}

async function checkIncrement(check: ContractCheck): Promise<void> {
  const name = "POST /increment";
  const before = await readCount(check);
  const response = await askOnce(check, { method: "POST", path: "/increment", body: noBytes });
  if (response === undefined) return;
  const wrong = statusViolations(response, 302);
  wrong.push(...valueViolations(response, "Location", "/"), ...bodyViolations(response, ""));
  for (const violation of wrong) check.violate(`${name}: ${violation}`);
  const after = await readCount(check);
  // A page without a readable count, or a POST that is not answered as one, has had its sentence.
  if (before === undefined || after === undefined || response.status !== 302) return;
  if (after !== before + 1) {
    check.violate(
      `${name}: expected the count to go from ${before} to ${before + 1}, got ${after}`,
    );
  }
}

const noBytes = new Uint8Array();

async function readCount(check: ContractCheck): Promise<number | undefined> {
  const response = await askOnce(check, { method: "GET", path: "/" });
  return response === undefined ? undefined : countOf(textOf(response));
}

async function checkUnknown(check: ContractCheck): Promise<void> {
  for (const [method, path] of [["GET", "/absent"], ["POST", "/"]] as const) {
    const response = await askOnce(check, {
      method,
      path,
      ...(method === "POST" ? { body: noBytes } : {}),
    });
    if (response === undefined) continue;
    for (const violation of textViolations(response, 404, "not found\n")) {
      check.violate(`${method} ${path}: ${violation}`);
    }
  }
}

async function checkSleep(check: ContractCheck): Promise<void> {
  for (let attempt = 1; attempt <= MOST_SLEEPS; attempt++) {
    const blocked = await sleepOnce(check);
    if (blocked === undefined) return;
    if (attempt === MOST_SLEEPS) check.violate(blocked);
  }
}

/** Asks for a page while another request sleeps; the sentence to say where the page waited for it. */
async function sleepOnce(check: ContractCheck): Promise<string | undefined> {
  using sleeper = await open(check, "GET /sleep");
  using waker = await open(check, "GET / during GET /sleep");
  if (sleeper === undefined || waker === undefined) return;
  const started = performance.now();
  const sleeping = ask(check, sleeper, { method: "GET", path: "/sleep" }).then((response) => ({
    response,
    slept: secondsSince(started),
  }));
  await new Promise((done) => setTimeout(done, 100));

  const name = "GET / during GET /sleep";
  const page = await ask(check, waker, { method: "GET", path: "/" }, { name });
  const waited = secondsSince(started);

  const { response, slept } = await sleeping;
  if (response === undefined) return;
  const wrong = textViolations(response, 200, "slept\n");
  if (response.status === 200 && slept < limitSeconds.leastSleep) {
    wrong.push(`expected the answer after 1 s, got it after ${slept.toFixed(2)} s`);
  }
  for (const violation of wrong) check.violate(`GET /sleep: ${violation}`);
  if (page === undefined || wrong.length > 0 || waited < slept - MARGIN_SECONDS) return;
  const times = `${waited.toFixed(2)} s, when GET /sleep took ${slept.toFixed(2)} s`;
  return `${name}: expected an answer before that of GET /sleep, got it after ${times}`;
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}

function textOf(response: RawResponse): string {
  // A character per byte where the text is ASCII, as the page is; anything else, a byte order mark included, differs.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(response.body);
}

function statusViolations(response: RawResponse, status: number): string[] {
  return response.status === status ? [] : [`expected status ${status}, got ${response.status}`];
}

function textViolations(response: RawResponse, status: number, body: string): string[] {
  const violations = statusViolations(response, status);
  // Of another answer, type and body say nothing new.
  if (violations.length > 0) return violations;
  return [
    ...valueViolations(response, "Content-Type", "text/plain; charset=utf-8"),
    ...bodyViolations(response, body),
  ];
}

function bodyViolations(response: RawResponse, body: string): string[] {
  const framing = framingViolations(response);
  if (framing.length > 0 || textOf(response) === body) return framing;
  return [
    `expected the body ${JSON.stringify(body)}, got ${
      JSON.stringify(textOf(response).slice(0, 100))
    }`,
  ];
}

const framingWords = {
  "content-length": "Content-Length",
  "chunked": "chunks",
  "connection-close": "the connection's end",
  "no-body": "nothing",
} as const;

function framingViolations(response: RawResponse): string[] {
  if (response.framing === "content-length") return [];
  return [
    `expected a body framed by Content-Length, got one framed by ${framingWords[response.framing]}`,
  ];
}

function valueViolations(response: RawResponse, name: string, expected: string): string[] {
  const values = headerValues(response, name);
  if (values.length !== 1) return [`expected one ${name} header, got ${values.length || "none"}`];
  return values[0] === expected ? [] : [`expected ${name}: ${expected}, got ${values[0]}`];
}

/** Checks status line, framing and headers of the measured answer, and that they take no byte more. */
function headViolations(response: RawResponse): string[] {
  const violations = framingViolations(response);
  if (response.version !== "HTTP/1.1") {
    violations.push(`expected HTTP/1.1, got ${response.version}`);
  }
  if (response.status === 200) {
    violations.push(...valueViolations(response, "Content-Type", "text/html; charset=utf-8"));
  }
  const dates = headerValues(response, "Date");
  if (dates.length !== 1) {
    violations.push(`expected one Date header, got ${dates.length || "none"}`);
  } else if (!/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(dates[0] ?? "")) {
    violations.push(`expected a Date as in "Sat, 21 Nov 2026 03:31:26 GMT", got ${dates[0]}`);
  }
  const unavoidable = unavoidableHeaders[runtimeNameOf(textOf(response)) ?? ""] ?? [];
  const allowed = ["Content-Type", "Content-Length", "Date", ...unavoidable]
    .map((name) => name.toLowerCase());
  // Framing has had its sentence.
  if (response.framing === "chunked") allowed.push("transfer-encoding");
  for (const { name, value } of response.headers) {
    if (allowed.includes(name.toLowerCase())) continue;
    violations.push(
      `expected no header but Content-Type, Content-Length and Date, got ${name}: ${value}`,
    );
  }
  if (violations.length > 0 || response.status !== 200) return violations;
  const lines = [
    "HTTP/1.1 200 OK",
    ...response.headers.map(({ name, value }) => `${name}: ${value}`),
  ];
  const expected = lines.reduce((sum, line) => sum + line.length + 2, 2);
  if (response.headBytes !== expected) {
    violations.push(`expected a head of ${expected} bytes, got ${response.headBytes}`);
  }
  return violations;
}
