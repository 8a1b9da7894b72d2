/**
 * A probe beside k6: one stream after another on one connection that stays open, read from raw bytes. k6
 * tells when the first byte and when the last byte came; this tells when each event came and in how many chunks.
 *
 * As a virtual user it asks again as soon as a stream is over. That matters: a client that sends right after
 * it received delays its next acknowledgement (Linux calls it pingpong mode), one that waits a while does not,
 * and a server that waits for acknowledgements is slow for the first alone. So as not to be much of a load, the
 * probe asks in pairs, and of each pair the second counts: the first that came after a pause does not.
 *
 *     # wallclock stream-probe 1
 *     # unit: us, streams: 2, failed: 0, cpu: 230000
 *     stream 0 1203 10233 126 118 8751 980
 *     stream 200012 1187 9998 126 120 8773 1020
 *     gap 0 187
 *     gap 12 63
 *     # end
 *
 * A stream: its start since the probe's, time to first event, time to the last event, events, chunks, bytes of
 * body, longest time between two events. A gap: a time between two events of one stream, and how often; gaps ascend. `cpu` is what the probe
 * itself took. pipeline/formats/stream_probe.ts reads it.
 */
import { Failure, messageOf } from "../../../common/failure.ts";
import { delay } from "../../../common/time.ts";
import { createStreamReader, type StreamRead } from "./stream_reader.ts";

/** Pairs of streams begin so far apart at least: of a fast server five a second are enough. */
const INTERVAL_SECONDS = 0.2;
const READ_BYTES = 64 * 1024;

/** What is asked, again and again. */
export interface ProbeRequest {
  method: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Events of a whole stream. */
  events: number;
}

/** Times in whole microseconds. */
export interface ProbedStream {
  start: number;
  firstEvent: number;
  lastEvent: number;
  events: number;
  chunks: number;
  bytes: number;
  /** Longest time between two events. */
  longestGap: number;
}

export interface Probed {
  streams: ProbedStream[];
  /** Time between two events -> how often. */
  gaps: Map<number, number>;
  /** Streams that broke, or did not have what was asked for. */
  failed: number;
  /** The first of them, as a sentence. */
  failure?: string;
}

/** Probes until the signal fires; a stream that is not at its end then does not count. */
export async function probeStreams(
  address: URL,
  request: ProbeRequest,
  signal: AbortSignal,
): Promise<Probed> {
  const probed: Probed = { streams: [], gaps: new Map(), failed: 0 };
  const bytes = encode(address, request);
  const began = performance.now();
  let socket: Deno.TcpConn | undefined;
  const close = () => {
    try {
      socket?.close();
    } catch {
      // Closed already.
    }
    socket = undefined;
  };
  signal.addEventListener("abort", close, { once: true });
  let pairBegan = began;
  let isAtOnce = false;
  while (!signal.aborted) {
    const start = performance.now();
    if (!isAtOnce) pairBegan = start;
    try {
      socket ??= await open(address);
      // Told to end while it was connecting: there was nothing to close then.
      if (signal.aborted) break;
      const read = await readStream(socket, bytes);
      const stream = streamOf(read, request, start, began);
      if (isAtOnce) count(probed, stream, read.events);
      const left = INTERVAL_SECONDS - (performance.now() - pairBegan) / 1000;
      if (isAtOnce && left > 0) await untilAborted(left, signal);
      // Of long streams every one is asked for at once after the other. Each then has a time of its own: were
      // it still the pair's, fast ones that follow a single long one would never wait again.
      if (isAtOnce && left <= 0) pairBegan = performance.now();
      isAtOnce = !(isAtOnce && left > 0);
    } catch (error) {
      close();
      if (signal.aborted) break;
      probed.failed++;
      probed.failure ??= messageOf(error);
      isAtOnce = false;
      await untilAborted(INTERVAL_SECONDS, signal);
    }
  }
  close();
  return probed;
}

async function open(address: URL): Promise<Deno.TcpConn> {
  const socket = await Deno.connect({ hostname: address.hostname, port: Number(address.port) });
  socket.setNoDelay(true);
  return socket;
}

async function untilAborted(seconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = () => resolve();
  signal.addEventListener("abort", stop, { once: true });
  await Promise.race([promise, delay(seconds)]);
  signal.removeEventListener("abort", stop);
}

function encode(address: URL, { method, headers, body }: ProbeRequest): Uint8Array {
  const content = new TextEncoder().encode(body);
  const head = [
    `${method} ${address.pathname} HTTP/1.1`,
    `Host: ${address.host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${content.length}`,
  ].join("\r\n");
  const start = new TextEncoder().encode(`${head}\r\n\r\n`);
  const whole = new Uint8Array(start.length + content.length);
  whole.set(start);
  whole.set(content, start.length);
  return whole;
}

async function readStream(socket: Deno.TcpConn, request: Uint8Array): Promise<StreamRead> {
  let written = 0;
  while (written < request.length) written += await socket.write(request.subarray(written));
  const reader = createStreamReader();
  const buffer = new Uint8Array(READ_BYTES);
  for (;;) {
    const length = await socket.read(buffer);
    const now = performance.now();
    if (length === null) throw new Failure("the connection was closed within a stream");
    const read = reader.read(buffer.subarray(0, length), now);
    if (read !== undefined) return read;
  }
}

/** The stream as its line has it. Throws a Failure where it is not what was asked for. Times in milliseconds. */
function streamOf(
  { status, chunks, bytes, events, isDone }: StreamRead,
  request: ProbeRequest,
  start: number,
  began: number,
): ProbedStream {
  if (status !== 200 || events.length !== request.events || !isDone) {
    throw new Failure(
      `status ${status}, ${events.length} events${isDone ? "" : ", not ended by [DONE]"}`,
    );
  }
  const since = (milliseconds: number) => Math.round((milliseconds - start) * 1000);
  return {
    start: Math.round((start - began) * 1000),
    firstEvent: since(events[0] as number),
    lastEvent: since(events.at(-1) as number),
    events: events.length,
    chunks,
    bytes,
    longestGap: Math.max(0, ...gapsOf(events)),
  };
}

/** Microseconds between neighbouring events. */
function gapsOf(events: readonly number[]): number[] {
  return events.slice(1).map((time, index) =>
    Math.round((time - (events[index] as number)) * 1000)
  );
}

function count(probed: Probed, stream: ProbedStream, events: readonly number[]): void {
  probed.streams.push(stream);
  for (const gap of gapsOf(events)) probed.gaps.set(gap, (probed.gaps.get(gap) ?? 0) + 1);
}

/** The raw file of what was probed. */
export function probedText({ streams, gaps, failed }: Probed, cpuSeconds: number): string {
  const rows = streams.map((each) =>
    `stream ${each.start} ${each.firstEvent} ${each.lastEvent} ${each.events} ${each.chunks} ` +
    `${each.bytes} ${each.longestGap}\n`
  );
  const times = [...gaps].sort(([a], [b]) => a - b).map(([time, often]) =>
    `gap ${time} ${often}\n`
  );
  const cpu = Math.round(cpuSeconds * 1e6);
  return "# wallclock stream-probe 1\n" +
    `# unit: us, streams: ${streams.length}, failed: ${failed}, cpu: ${cpu}\n` +
    `${rows.join("")}${times.join("")}# end\n`;
}
