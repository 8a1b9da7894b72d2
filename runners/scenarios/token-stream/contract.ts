/**
 * What a proxy of token-stream must do before it is measured: README.md beside this file, as code. It is verified
 * with the backend it is measured with, which understands a few wishes: to hold an event back, to break off.
 *
 * @module
 */
import { Failure } from "../../../common/failure.ts";
import { delay, withinSeconds } from "../../../common/time.ts";
import { join } from "../../http/byte_source.ts";
import { ask, askOnce, type ContractCheck, open } from "../../http/contract_check.ts";
import type { Address, RawRequest } from "../../http/raw_client.ts";
import type { RawResponse } from "../../http/raw_response.ts";
import { backendState, type Message, readExpected, release } from "./backend_client.ts";
import { bytesOfFirst, eventsOf, headViolations, streamViolations } from "./events.ts";

/** Wide, since a busy host holds a good proxy up as well; the backend holds an event back for 5 s at most. */
const limitSeconds = {
  whole: 30,
  answer: 4,
  /** The measured stream, with whatever delay the case has. */
  stream: 10,
  /** Events that the backend has sent. */
  events: 3,
  /** The backend's stream, after the client has left. */
  leaving: 4,
};

/**
 * Its 126 events take longer than an answer and the leaving may: a stream that ends sooner was closed, and one
 * that a proxy keeps to itself does not come whole within the limit of an answer.
 */
const slowStream = "delay 80";

const sizes = { headBytes: 16 * 1024, bodyBytes: 64 * 1024 };

interface Check extends ContractCheck {
  /** The backend, asked directly: what it sends and what it has seen. */
  backend: ContractCheck;
  /** The stream that the proxy has to pass on. */
  expected: Uint8Array;
}

/**
 * Checks a running proxy and returns what it does wrong as plain sentences, none where the contract holds.
 * Takes 30 s at most. Throws only the reason of `signal`.
 */
export async function verifyContract(
  target: Address,
  backend: Address,
  signal?: AbortSignal,
): Promise<string[]> {
  const overall = AbortSignal.any([
    AbortSignal.timeout(limitSeconds.whole * 1000),
    ...(signal === undefined ? [] : [signal]),
  ]);
  const violations: string[] = [];
  const common = { overall, wholeSeconds: limitSeconds.whole, answerSeconds: limitSeconds.answer };
  const asked: ContractCheck = {
    ...common,
    target: backend,
    sizes,
    violate: (sentence) => violations.push(`the backend: ${sentence}`),
  };
  const expected = await readExpected(asked);
  if (expected !== undefined) {
    const violate = (sentence: string) => void violations.push(sentence);
    const check: Check = { ...common, target, sizes, violate, backend: asked, expected };
    // Without the measured answer the other checks would say the same again.
    if (await checkStream(check)) {
      for (const step of [checkHolding, checkBadGateway, checkCutOff, checkLeaving, checkOthers]) {
        if (!overall.aborted) await step(check);
      }
    }
  }
  signal?.throwIfAborted();
  return violations;
}

const path = "/chat";

function chat(message: Message): RawRequest {
  return {
    method: "POST",
    path,
    headers: { "Content-Type": "application/json" },
    body: new TextEncoder().encode(JSON.stringify({ thread_id: null, message })),
  };
}

/** Checks the measured answer and that its connection stays open; false where it is not to be had. */
async function checkStream(check: Check): Promise<boolean> {
  const name = `POST ${path}`;
  using connection = await open(check, name);
  if (connection === undefined) return false;
  const seconds = limitSeconds.stream;
  const response = await ask(check, connection, chat("hello"), { name, seconds });
  if (response === undefined) return false;
  if (response.status !== 200) {
    const refusal = (await backendState(check.backend))?.refusal ?? "";
    const why = refusal === "" ? "" : `; the backend refused its request: ${refusal}`;
    check.violate(`${name}: expected status 200, got ${response.status}${why}`);
    return false;
  }
  const wrong = streamViolations(response.body, check.expected);
  for (const violation of [...headViolations(response), ...wrong]) {
    check.violate(`${name}: ${violation}`);
  }
  if (wrong.length > 0 || response.framing !== "chunked") return false;
  const again = `${name} again on the same connection`;
  sayStream(check, again, await ask(check, connection, chat("delay 0"), { name: again }));
  return true;
}

/** Says what is wrong with an answer that should be the stream. */
function sayStream(check: Check, name: string, response: RawResponse | undefined): void {
  if (response === undefined) return;
  const violations = response.status === 200
    ? streamViolations(response.body, check.expected)
    : [`expected status 200, got ${response.status}`];
  for (const violation of violations) check.violate(`${name}: ${violation}`);
}

/** Checks that events are passed on when they come, and that a stream that waits keeps no other one waiting. */
async function checkHolding(check: Check): Promise<void> {
  const inTime = await checkHeldAfter(check, 1, async () => {
    const name = `POST ${path} while another stream waits`;
    await askOnce(check, chat("delay 0"), { name });
  });
  // Some flush what they begin with and nothing after it.
  if (inTime) await checkHeldAfter(check, 100);
}

async function checkHeldAfter(
  check: Check,
  count: number,
  meanwhile?: () => Promise<void>,
): Promise<boolean> {
  const name = `POST ${path} with event ${count + 1} held back`;
  using connection = await open(check, name);
  if (connection === undefined) return false;
  const awaited = bytesOfFirst(count, check.expected);
  const { promise: arrived, resolve } = Promise.withResolvers<true>();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const answering = ask(check, connection, chat(`hold after ${count}`), {
    name,
    seconds: limitSeconds.stream,
    onChunk(chunk) {
      pieces.push(chunk);
      bytes += chunk.length;
      if (bytes >= awaited) resolve(true);
    },
  });
  const inTime = await withinSeconds(arrived, limitSeconds.events, check.overall);
  const came = eventsOf(join(pieces, bytes)).length;
  await meanwhile?.();
  await release(check.backend);
  const response = await answering;
  if (inTime === true) {
    sayStream(check, name, response);
  } else if (response?.status === 200) {
    check.violate(
      `${name}: expected the ${count} before it within ${limitSeconds.events} s, got ${came}`,
    );
  }
  return inTime === true;
}

async function checkBadGateway(check: Check): Promise<void> {
  const troubles = [
    ["status 503", "where the backend answers 503"],
    ["hang up", "where the backend hangs up"],
  ] as const;
  for (const [message, where] of troubles) {
    const name = `POST ${path} ${where}`;
    const response = await askOnce(check, chat(message), { name });
    if (response === undefined || response.status === 502) continue;
    check.violate(`${name}: expected status 502, got ${response.status}`);
  }
}

/** Checks that a stream that was cut off does not look whole to the client. */
async function checkCutOff(check: Check): Promise<void> {
  const name = `POST ${path} where the backend breaks off`;
  using connection = await open(check, name);
  if (connection === undefined) return;
  const own = AbortSignal.timeout(limitSeconds.answer * 1000);
  try {
    await connection.request(chat("cut after 10"), AbortSignal.any([own, check.overall]));
    check.violate(`${name}: expected an answer without its last chunk, got a whole one`);
  } catch (error) {
    if (error instanceof Failure) return;
    if (!own.aborted && !check.overall.aborted) throw error;
    check.violate(
      `${name}: expected the connection closed within ${limitSeconds.answer} s, it stayed open`,
    );
  }
}

/** Checks that the backend is not kept at work for a client that has left. */
async function checkLeaving(check: Check): Promise<void> {
  const name = `POST ${path} by a client that leaves`;
  const before = await backendState(check.backend);
  using connection = await open(check, name);
  if (before === undefined || connection === undefined) return;
  const leaving = new AbortController();
  const own = AbortSignal.timeout(limitSeconds.answer * 1000);
  const signal = AbortSignal.any([leaving.signal, own, check.overall]);
  await connection.request(chat(slowStream), signal, () => leaving.abort()).catch(() => {});
  // That events come late has had its sentence.
  if (!leaving.signal.aborted) return;
  const left = performance.now();
  while (performance.now() - left < limitSeconds.leaving * 1000 && !check.overall.aborted) {
    const now = await backendState(check.backend);
    if (now === undefined || now.left > before.left) return;
    await delay(0.05);
  }
  check.violate(
    `${name}: expected the backend's stream closed within ${limitSeconds.leaving} s, it went on`,
  );
}

async function checkOthers(check: Check): Promise<void> {
  const unknown = await askOnce(check, { method: "GET", path: "/" });
  if (unknown !== undefined && unknown.status !== 404) {
    check.violate(`GET /: expected status 404, got ${unknown.status}`);
  }
  const name = `POST ${path} with half a body`;
  const half = await askOnce(check, { ...chat("hello"), body: new Uint8Array([0x7b]) }, { name });
  if (half !== undefined && half.status !== 400) {
    check.violate(`${name}: expected status 400, got ${half.status}`);
  }
}
