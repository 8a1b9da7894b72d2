/**
 * What a server of static-files must do before it is measured: README.md beside this file, as code. Every file is
 * asked for and its bytes compared with what the generator wrote.
 *
 * @module
 */
import { sha256 } from "../../../common/files.ts";
import { ask, askOnce, type ContractCheck, open } from "../../http/contract_check.ts";
import type { Address, RawConnection } from "../../http/raw_client.ts";
import { defaultLimits, headerValues, type RawResponse } from "../../http/raw_response.ts";
import { digests, LISTING_PATH, OUTSIDE } from "./files.ts";

/** The largest file is 10 MB. */
const limitSeconds = { whole: 15, answer: 5 };

/** Ways out of a folder that servers have been left by. */
const ESCAPES = [
  `/../${OUTSIDE.name}`,
  `/%2e%2e/${OUTSIDE.name}`,
  `/..%2f${OUTSIDE.name}`,
  `/many/../../${OUTSIDE.name}`,
  `/many/%2e%2e/%2e%2e/${OUTSIDE.name}`,
  `/many/..%5c..%5c${OUTSIDE.name}`,
  "//etc/passwd",
  "/../",
  "/%2e%2e/",
];

/** Of many files that are wrong in one way, so many are named. */
const MOST_NAMED = 2;

/**
 * Checks a running server and returns what it does wrong as plain sentences, none where the contract holds.
 * Takes seconds. Throws only the reason of `signal`.
 */
export async function verifyContract(target: Address, signal: AbortSignal): Promise<string[]> {
  const overall = AbortSignal.any([AbortSignal.timeout(limitSeconds.whole * 1000), signal]);
  const violations: string[] = [];
  const check: ContractCheck = {
    target,
    overall,
    wholeSeconds: limitSeconds.whole,
    answerSeconds: limitSeconds.answer,
    sizes: defaultLimits,
    violate: (sentence) => violations.push(sentence),
  };
  // Without the first file the other checks would say the same again.
  if (await checkFiles(check)) {
    for (const step of [checkHead, checkListing, checkAbsent, checkEscapes]) {
      if (!overall.aborted) await step(check);
    }
  }
  signal.throwIfAborted();
  return violations;
}

/** Asks for every file over one connection; false where not even the first is right. */
async function checkFiles(check: ContractCheck): Promise<boolean> {
  let connection: RawConnection | undefined;
  let opened = 0;
  let wrong = 0;
  try {
    for (const [path, digest] of await digests()) {
      if (check.overall.aborted) break;
      if (connection === undefined) {
        connection = await open(check, `GET ${path}`);
        if (connection === undefined) return false;
        opened++;
      }
      const response = await ask(check, connection, { method: "GET", path });
      const sentences = response === undefined ? [] : await fileViolations(response, digest);
      if (response === undefined || sentences.length > 0) wrong++;
      if (wrong <= MOST_NAMED) {
        for (const sentence of sentences) check.violate(`GET ${path}: ${sentence}`);
      }
      if (wrong === 1 && opened === 1 && path === "/1kb.bin") return false;
      const closes = response === undefined || connection.strayBytes() > 0 ||
        headerValues(response, "Connection").some((value) => value.toLowerCase() === "close");
      if (closes) {
        connection.close();
        connection = undefined;
      }
      if (wrong > MOST_NAMED) break;
    }
  } finally {
    connection?.close();
  }
  if (wrong > MOST_NAMED) check.violate("more files were wrong; the rest was not asked for");
  else if (opened > 1 + wrong) {
    check.violate(
      `expected one connection to be kept open for every file, got it closed ${opened - 1} times`,
    );
  }
  return true;
}

async function fileViolations(response: RawResponse, digest: string): Promise<string[]> {
  const sentences = [...headViolations(response)];
  if (response.framing !== "content-length") {
    sentences.push(
      `expected a body framed by Content-Length, got one framed by ${wordsOf(response)}`,
    );
  }
  if (sentences.length > 0 || await sha256(response.body) === digest) return sentences;
  return [
    `expected the bytes of the file (SHA-256 ${
      digest.slice(0, 12)
    }…), got ${response.body.length} others`,
  ];
}

function headViolations(response: RawResponse): string[] {
  const sentences: string[] = [];
  if (response.status !== 200) return [`expected status 200, got ${response.status}`];
  if (response.version !== "HTTP/1.1") sentences.push(`expected HTTP/1.1, got ${response.version}`);
  const coding = headerValues(response, "Content-Encoding");
  if (coding.length > 0) {
    sentences.push(`expected the file as it is, got it encoded as ${coding.join(", ")}`);
  }
  return sentences;
}

function wordsOf({ framing }: RawResponse): string {
  const words = {
    "content-length": "Content-Length",
    "chunked": "chunks",
    "connection-close": "the connection's end",
    "no-body": "nothing",
  } as const;
  return words[framing];
}

async function checkHead(check: ContractCheck): Promise<void> {
  const name = "HEAD /100kb.bin";
  using connection = await open(check, name);
  if (connection === undefined) return;
  const response = await ask(check, connection, { method: "HEAD", path: "/100kb.bin" });
  if (response === undefined) return;
  if (response.status !== 200) {
    check.violate(`${name}: expected status 200, got ${response.status}`);
    return;
  }
  const [length] = headerValues(response, "Content-Length");
  if (length !== String(100 * 1024)) {
    check.violate(`${name}: expected Content-Length: ${100 * 1024}, got ${length ?? "none"}`);
  }
  // A body where none belongs would stand before the next answer.
  const next = await ask(check, connection, { method: "GET", path: "/1kb.bin" });
  if (next !== undefined && next.status !== 200) {
    check.violate(`GET /1kb.bin after ${name}: expected status 200, got ${next.status}`);
  }
}

async function checkListing(check: ContractCheck): Promise<void> {
  const name = `GET ${LISTING_PATH}`;
  const response = await askOnce(check, { method: "GET", path: LISTING_PATH });
  if (response === undefined) return;
  const sentences = headViolations(response);
  if (response.framing === "connection-close") {
    sentences.push(
      "expected a body framed by Content-Length or chunks, got one framed by the connection's end",
    );
  }
  const [type = "none"] = headerValues(response, "Content-Type");
  if (response.status === 200 && !type.startsWith("text/html")) {
    sentences.push(`expected a page of text/html, got ${type}`);
  }
  if (sentences.length === 0) {
    const linked = new Set(
      [...new TextDecoder().decode(response.body).matchAll(/href="(?:\.\/|\/many\/)?([^"/]+)"/g)]
        .map((match) => match[1]),
    );
    const names = [...(await digests()).keys()].filter((path) => path.startsWith(LISTING_PATH))
      .map((path) => path.slice(LISTING_PATH.length)).sort();
    const missing = names.filter((each) => !linked.has(each));
    if (missing.length > 0) {
      sentences.push(
        `expected links to all ${names.length} files, got none to ${missing.length} of them, ${
          missing[0]
        } for one`,
      );
    }
  }
  for (const sentence of sentences) check.violate(`${name}: ${sentence}`);
}

async function checkAbsent(check: ContractCheck): Promise<void> {
  for (const path of ["/absent.bin", "/many/absent.bin"]) {
    const response = await askOnce(check, { method: "GET", path });
    if (response === undefined || response.status === 404) continue;
    check.violate(`GET ${path}: expected status 404, got ${response.status}`);
  }
}

async function checkEscapes(check: ContractCheck): Promise<void> {
  for (const path of ESCAPES) {
    const response = await askOnce(check, { method: "GET", path });
    if (response === undefined) continue;
    const text = new TextDecoder().decode(response.body);
    // An error page may name what was asked for; only a listing of the folder above names what was not.
    const lists = path.endsWith("/") && text.includes(OUTSIDE.name);
    if (text.includes(OUTSIDE.text.trim()) || lists || /^root:/m.test(text)) {
      check.violate(`GET ${path}: expected nothing from outside of the folder, got it`);
    }
  }
}
