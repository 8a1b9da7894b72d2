/** Where the parts of a k6 line begin and end, byte by byte, and what its parts say. */
import { isObject } from "../json/json_result.ts";
import { minuteSeconds, nameOf } from "./k6_points_line.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** Since k6 0.37: the metric comes first. */
const NEW_START = encoder.encode('{"metric":"');
const NEW_END = encoder.encode('","type":"Point","data":{"time":"');
/** Before: the metric comes last, in the tail. */
const OLD_HEAD = encoder.encode('{"type":"Point","data":{"time":"');
/** Between time and value. */
const GLUE = encoder.encode('","value":');
const POWERS = Float64Array.from({ length: 10 }, (_, power) => 10 ** power);

/** A line's beginning up to its time. */
export interface Head {
  length: number;
  /** Absent in the older layout. */
  metric?: string;
}

/** The head of the line that begins at `at`; undefined where it is laid out otherwise. */
export function readHead(block: Uint8Array, at: number, end: number): Head | undefined {
  if (startsWith(block, at, OLD_HEAD)) return { length: OLD_HEAD.length };
  if (!startsWith(block, at, NEW_START)) return undefined;
  const from = at + NEW_START.length;
  let quote = from;
  while (quote < end && block[quote] !== QUOTE) {
    if (block[quote] === BACKSLASH) return undefined;
    quote++;
  }
  if (!startsWith(block, quote, NEW_END)) return undefined;
  const metric = decoder.decode(block.subarray(from, quote));
  return { length: quote + NEW_END.length - at, metric };
}

/** What a line's rest behind the value says. */
export interface Tail {
  /** The `name` tag; empty without one. */
  name: string;
  /** In the older layout. */
  metric?: string;
}

/** No value that a tool writes: it shows a tail that brings a `value` of its own. */
const SENTINEL = 1.2345678901e-307;

/**
 * Reads a tail such as `,"tags":{"name":"a"}}}`; undefined where it changes what the head says (a second
 * `value`, another `type`), so that it could not be read apart from its line.
 */
export function readTail(text: string): Tail | undefined {
  let line: unknown;
  try {
    line = JSON.parse(`{"type":"Point","data":{"time":"t","value":${SENTINEL}${text}`);
  } catch {
    return undefined;
  }
  if (!isObject(line) || line.type !== "Point" || !isObject(line.data)) return undefined;
  if (line.data.time !== "t" || line.data.value !== SENTINEL) return undefined;
  const tail: Tail = { name: nameOf(line.data.tags) };
  if (line.metric === undefined) return tail;
  return typeof line.metric === "string" ? { ...tail, metric: line.metric } : undefined;
}

/** A time and the glue behind it, as bytes. */
export interface TimeReader {
  /**
   * Reads the time at `at` and returns the bytes up to the value, glue included; 0 where it is written
   * otherwise. Then `seconds()` is the time.
   */
  read(block: Uint8Array, at: number, end: number): number;
  /** Seconds since 1970 of the time read last. */
  seconds(): number;
}

/** Reads RFC 3339 times that mostly lie in the same minute as the one before. */
export function createTimeReader(): TimeReader {
  const minute = new Uint8Array(16);
  const zone = new Uint8Array(6);
  let zoneLength = -1;
  let minuteStart = NaN;
  let seconds = NaN;

  function read(block: Uint8Array, at: number, end: number): number {
    // 2026-11-21T03:30:00.003173464+01:00","value":
    let i = at + 19;
    if (i >= end || block[at + 16] !== 0x3a) return 0;
    const tens = (block[at + 17] as number) - 48;
    const ones = (block[at + 18] as number) - 48;
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return 0;
    let fraction = 0;
    let decimals = 0;
    if (block[i] === 0x2e) {
      let digit = (block[++i] as number) - 48;
      while (digit >= 0 && digit <= 9) {
        fraction = fraction * 10 + digit;
        decimals++;
        digit = (block[++i] as number) - 48;
      }
      if (decimals === 0 || decimals > 9) return 0;
    }
    const zoneAt = i;
    const length = block[i] === 0x5a ? 1 : 6;
    i += length;
    if (i + GLUE.length > end || !startsWith(block, i, GLUE)) return 0;
    if (!isSameMinute(block, at, zoneAt, length) && !readMinute(block, at, zoneAt, length)) {
      return 0;
    }
    seconds = minuteStart + (tens * 10 + ones + fraction / (POWERS[decimals] as number));
    return i + GLUE.length - at;
  }

  function isSameMinute(block: Uint8Array, at: number, zoneAt: number, length: number): boolean {
    if (length !== zoneLength) return false;
    // Minutes differ in their last digits first.
    for (let i = 15; i >= 0; i--) if (block[at + i] !== minute[i]) return false;
    for (let i = 0; i < length; i++) if (block[zoneAt + i] !== zone[i]) return false;
    return true;
  }

  function readMinute(block: Uint8Array, at: number, zoneAt: number, length: number): boolean {
    const start = minuteSeconds(
      decoder.decode(block.subarray(at, at + 16)),
      decoder.decode(block.subarray(zoneAt, zoneAt + length)),
    );
    if (start !== start) return false;
    minute.set(block.subarray(at, at + 16));
    zone.set(block.subarray(zoneAt, zoneAt + length));
    zoneLength = length;
    minuteStart = start;
    return true;
  }

  return { read, seconds: () => seconds };
}

/** Whether these bytes stand at `at`. */
export function startsWith(block: Uint8Array, at: number, bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (block[at + i] !== bytes[i]) return false;
  return true;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const MOST_NUMBER_BYTES = 40;

/** The JSON number between two offsets; NaN where there is none, or one beyond a double. */
export function readNumber(block: Uint8Array, from: number, to: number): number {
  if (to - from > MOST_NUMBER_BYTES) return NaN;
  const text = decoder.decode(block.subarray(from, to));
  const value = NUMBER.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : NaN;
}
