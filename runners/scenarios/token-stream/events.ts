/** The answer that is measured: a head and 126 events, and what can be wrong with them. */
import { headerValues, type RawResponse } from "../../http/raw_response.ts";

/** A word each, and the one that ends the stream. */
export const eventCount = 126;

const lastEvent = "data: [DONE]";
const eventEnd = "\n\n";

/** The events of a stream, each without the empty line that ends it; what follows the last one is one more. */
export function eventsOf(body: Uint8Array): string[] {
  // Bytes that are no UTF-8 become U+FFFD; whether all bytes are right is for streamViolations() to say.
  const events = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body).split(eventEnd);
  if (events.at(-1) === "") events.pop();
  return events;
}

/** Bytes that the first `count` events of a stream take. */
export function bytesOfFirst(count: number, body: Uint8Array): number {
  const events = eventsOf(body).slice(0, count).map((event) => event + eventEnd);
  return new TextEncoder().encode(events.join("")).length;
}

/** What is wrong with a stream whatever it says: its end and its number of events. */
export function shapeViolations(body: Uint8Array): string[] {
  const events = eventsOf(body);
  if (events.at(-1) !== lastEvent) {
    return [`expected ${quote(lastEvent)} as the last event, got ${quote(events.at(-1) ?? "")}`];
  }
  if (events.length !== eventCount) {
    return [`expected ${eventCount} events, got ${events.length}`];
  }
  return [];
}

/** What is wrong with a stream that should be `expected`, in one sentence; none where every byte is right. */
export function streamViolations(body: Uint8Array, expected: Uint8Array): string[] {
  const violations = shapeViolations(body);
  if (violations.length > 0) return violations;
  const events = eventsOf(body);
  const wanted = eventsOf(expected);
  const at = wanted.findIndex((event, index) => event !== events[index]);
  if (at !== -1) {
    return [
      `expected event ${at + 1} to be ${quote(wanted[at] ?? "")}, got ${quote(events[at] ?? "")}`,
    ];
  }
  const same = body.length === expected.length &&
    body.every((byte, index) => byte === expected[index]);
  return same ? [] : [`expected the backend's ${expected.length} bytes, got ${body.length} others`];
}

const headers: Readonly<Record<string, string>> = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-cache",
};

/** What is wrong with the head of a stream. */
export function headViolations(response: RawResponse): string[] {
  const violations: string[] = [];
  if (response.version !== "HTTP/1.1") {
    violations.push(`expected HTTP/1.1, got ${response.version}`);
  }
  if (response.framing !== "chunked") {
    violations.push(`expected a body in chunks, got one framed by ${response.framing}`);
  }
  for (const [name, expected] of Object.entries(headers)) {
    const values = headerValues(response, name);
    if (values.length !== 1) {
      violations.push(`expected one ${name} header, got ${values.length || "none"}`);
    } else if (values[0] !== expected) {
      violations.push(`expected ${name}: ${expected}, got ${values[0]}`);
    }
  }
  const dates = headerValues(response, "Date");
  if (dates.length !== 1) {
    violations.push(`expected one Date header, got ${dates.length || "none"}`);
  }
  const allowed = [...Object.keys(headers), "Date", "Transfer-Encoding", "Content-Length"]
    .map((name) => name.toLowerCase());
  for (const { name, value } of response.headers) {
    if (allowed.includes(name.toLowerCase())) continue;
    violations.push(
      `expected no header but Content-Type, Cache-Control, Date and Transfer-Encoding, got ${name}: ${value}`,
    );
  }
  return violations;
}

/** Foreign text for a sentence: short, on one line. */
function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text);
}
