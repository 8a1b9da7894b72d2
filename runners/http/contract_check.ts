/** What the contracts of servers share: asking a server, and saying in a sentence what keeps its answer away. */
import { Failure } from "../../common/failure.ts";
import { type Address, connect, type RawConnection, type RawRequest } from "./raw_client.ts";
import type { ChunkListener, Limits, RawResponse } from "./raw_response.ts";

/** One verification of one server. */
export interface ContractCheck {
  target: Address;
  /** Ends everything. */
  overall: AbortSignal;
  /** Seconds after which `overall` fires, for the sentence that says so. */
  wholeSeconds: number;
  /** Seconds an answer may take where nothing else is said. */
  answerSeconds: number;
  sizes: Limits;
  violate(sentence: string): void;
}

export interface AskOptions {
  /** What a sentence begins with; method and path where it is left out. */
  name?: string;
  seconds?: number;
  onChunk?: ChunkListener;
}

/** Opens a connection; says so where there is none. */
export async function open(
  check: ContractCheck,
  name: string,
): Promise<RawConnection | undefined> {
  return await orViolate(
    check,
    name,
    check.answerSeconds,
    (signal) => connect(check.target, signal, check.sizes),
  );
}

/** Sends a request; what keeps the answer away is a violation of the request's name. */
export async function ask(
  check: ContractCheck,
  connection: RawConnection,
  request: RawRequest,
  options: AskOptions = {},
): Promise<RawResponse | undefined> {
  const { name = nameOf(request), seconds = check.answerSeconds, onChunk } = options;
  return await orViolate(
    check,
    name,
    seconds,
    (signal) => connection.request(request, signal, onChunk),
  );
}

/** Sends a request on a connection of its own. */
export async function askOnce(
  check: ContractCheck,
  request: RawRequest,
  options: AskOptions = {},
): Promise<RawResponse | undefined> {
  using connection = await open(check, options.name ?? nameOf(request));
  return connection === undefined ? undefined : await ask(check, connection, request, options);
}

function nameOf(request: RawRequest): string {
  return `${request.method} ${request.path}`;
}

async function orViolate<T>(
  check: ContractCheck,
  name: string,
  seconds: number,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const own = AbortSignal.timeout(seconds * 1000);
  try {
    return await action(AbortSignal.any([own, check.overall]));
  } catch (error) {
    if (error instanceof Failure) {
      check.violate(`${name}: expected an answer, but ${error.message}`);
    } else if (own.aborted) {
      check.violate(`${name}: expected a whole answer within ${seconds} s, got none`);
    } else if (check.overall.aborted) {
      check.violate(
        `${name}: expected an end of all checks within ${check.wholeSeconds} s, got none`,
      );
    } else {
      throw error;
    }
    return undefined;
  }
}
