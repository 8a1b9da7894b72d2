/** The LLM stub, asked directly by whoever verifies a proxy. stub/README.md says what it understands. */
import { askOnce, type ContractCheck } from "../../http/contract_check.ts";
import type { RawResponse } from "../../http/raw_response.ts";
import { shapeViolations } from "./events.ts";

/** What is said to the stub: a question, or one of its wishes. */
export type Message =
  | "hello"
  | "hang up"
  | `status ${number}`
  | `cut after ${number}`
  | `hold after ${number}`
  | `delay ${number}`;

/** What the stub has seen since it was started. */
export interface BackendState {
  /** Streams that the client left before the last event. */
  left: number;
  /** Why it refused a request the last time; empty where it never did. */
  refusal: string;
}

/** The stream that a proxy has to pass on; undefined, with a sentence, where the stub does not send a right one. */
export async function readExpected(backend: ContractCheck): Promise<Uint8Array | undefined> {
  const name = "POST /v1/chat/completions";
  const message: Message = "delay 0";
  const response = await askOnce(backend, {
    method: "POST",
    path: "/v1/chat/completions",
    headers: { "Content-Type": "application/json" },
    body: new TextEncoder().encode(
      JSON.stringify({ messages: [{ role: "user", content: message }], stream: true }),
    ),
  });
  if (response === undefined) return undefined;
  const violations = response.status === 200
    ? shapeViolations(response.body)
    : [`expected status 200, got ${response.status}`];
  for (const violation of violations) backend.violate(`${name}: ${violation}`);
  return violations.length === 0 ? response.body : undefined;
}

/** Lets the stream go on that is held back. */
export async function release(backend: ContractCheck): Promise<void> {
  await askOnce(backend, { method: "POST", path: "/release", body: new Uint8Array() });
}

/** What the stub has seen; undefined, with a sentence, where it does not say so. */
export async function backendState(backend: ContractCheck): Promise<BackendState | undefined> {
  const response = await askOnce(backend, { method: "GET", path: "/state" });
  return response === undefined ? undefined : stateIn(backend, response);
}

function stateIn(backend: ContractCheck, response: RawResponse): BackendState | undefined {
  try {
    const { left, refusal } = JSON.parse(new TextDecoder().decode(response.body));
    return { left: Number(left), refusal: String(refusal) };
  } catch {
    backend.violate(`GET /state: expected JSON, got status ${response.status} and no JSON`);
    return undefined;
  }
}
