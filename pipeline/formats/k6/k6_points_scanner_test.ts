import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { makeK6Points } from "../../../benchmarks/make_k6_points.ts";
import { createK6Aggregate, type K6Totals } from "./k6_aggregate.ts";
import { readLine } from "./k6_points_line.ts";
import { createPointScanner } from "./k6_points_scanner.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Reading {
  totals: K6Totals;
  /** Lines that are no points, with their kind. */
  others: string[];
}

/** What JSON.parse says, line by line. */
function readPlainly(bytes: Uint8Array): Reading {
  const aggregate = createK6Aggregate();
  const others: string[] = [];
  const lines = decoder.decode(bytes).split("\n");
  if (lines.at(-1) === "") lines.pop();
  lines.forEach((text, index) => {
    const line = readLine(text);
    if (line.kind !== "point") {
      others.push(`${index + 1} ${line.kind}`);
      return;
    }
    aggregate.time(line.timeSeconds);
    const { metric, name, value } = line;
    aggregate.point(aggregate.metricId(metric), aggregate.nameId(name), value, index + 1);
  });
  return { totals: aggregate.finish(), others };
}

/** What the scanner says of the same bytes in blocks of these sizes. Counts the lines that it parsed. */
function scanBlocks(bytes: Uint8Array, sizes: readonly number[]): Reading & { parsed: number } {
  const aggregate = createK6Aggregate();
  const others: string[] = [];
  let parsed = 0;
  const scanner = createPointScanner({
    ...aggregate,
    line(text, number) {
      parsed++;
      const line = readLine(text);
      if (line.kind === "point") return line;
      others.push(`${number} ${line.kind}`);
      return undefined;
    },
  });
  let waiting = new Uint8Array(0);
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] as number;
    const block = new Uint8Array([...waiting, ...bytes.subarray(at, at + size)]);
    at += size;
    waiting = block.slice(scanner.scan(block));
  }
  if (waiting.length > 0) scanner.scan(new Uint8Array([...waiting, 10]));
  return { totals: aggregate.finish(), others, parsed };
}

/** Totals by name: ids are given in the order in which the texts are met, which is the reader's own. */
function byName({ names, metrics, ...rest }: K6Totals): unknown {
  const renamed = <Value>(map: Map<number, Value> | undefined) =>
    map && new Map([...map].map(([id, value]): [string, Value] => [names[id] as string, value]));
  return {
    ...rest,
    metrics: metrics.map(({ named, samples, ...metric }) => ({
      ...metric,
      named: renamed(named),
      samples: samples && { ...samples, groups: renamed(samples.groups) },
    })).toSorted((a, b) => a.name < b.name ? -1 : 1),
  };
}

function assertAgree(text: string | Uint8Array, sizes: readonly number[] = [1 << 16]): void {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  const { totals, others } = scanBlocks(bytes, sizes);
  const plain = readPlainly(bytes);
  deepEqual(others, plain.others);
  deepEqual(byName(totals), byName(plain.totals));
}

const NEW = Deno.readTextFileSync(new URL("../testdata/k6_points/v1_8.json", import.meta.url));
const OLD = Deno.readTextFileSync(new URL("../testdata/k6_points/v0_33.json", import.meta.url));
const MADE = [...makeK6Points({ bytes: 200_000, uniqueUrls: false, seed: 7 })].join("");
const UNIQUE = [...makeK6Points({ bytes: 200_000, uniqueUrls: true, seed: 8 })].join("");

Deno.test("the scanner agrees with JSON.parse on real outputs of both layouts", () => {
  for (const text of [NEW, OLD, NEW + OLD, MADE, UNIQUE]) assertAgree(text);
});

Deno.test("the scanner agrees with JSON.parse wherever blocks are cut", () => {
  for (const size of [1, 2, 7, 64, 299, 1000]) assertAgree(NEW + OLD, [size]);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 9 }),
      (sizes) => assertAgree(NEW + MADE.slice(0, 20_000), sizes),
    ),
    { numRuns: 30 },
  );
});

Deno.test("the scanner parses but a few lines of a real output", () => {
  const { parsed, totals } = scanBlocks(encoder.encode(MADE), [1 << 16]);
  // Each metric's definition and its first sample, and numbers with exponents are no reason to parse.
  ok(parsed <= 2 * 16, `${parsed} of ${totals.points} lines`);
  const unique = scanBlocks(encoder.encode(UNIQUE), [1 << 16]);
  ok(unique.parsed <= 2 * 16, `${unique.parsed} of ${unique.totals.points} lines`);
  const old = scanBlocks(encoder.encode(OLD + OLD + OLD), [1 << 16]);
  ok(old.parsed <= 3 * 20 + 2, `${old.parsed} of ${old.totals.points} lines`);
});

const NUMBERS = [
  "0",
  "-0",
  "-3.5",
  "1e+06",
  "5e-05",
  "1E3",
  "0.1",
  "12345678901234.5",
  "123456789012345",
  "1234567890123456",
  "9007199254740993",
  "0.12345678901234567",
  "1e999",
  "1e-999",
  "01",
  "1.",
  ".5",
  "-",
  "+1",
  "NaN",
  "null",
  '"1"',
  "0x10",
  "1,",
  "",
  "4.35",
  "0.000001",
  "1e5 ",
  " 1",
];
const TIMES = [
  "2026-11-21T03:30:00Z",
  "2026-11-21T03:30:00.5Z",
  "2026-11-21T03:30:59.123456789+05:30",
  "2026-11-21T03:30:00.1234567891Z",
  "2026-11-21T03:30:60Z",
  "2026-02-30T03:30:00Z",
  "now",
  "",
  "2026-11-21 03:30:00Z",
  "2026-11-21T03:30:00.Z",
  "2026-11-21T03:30:00+0100",
  "2026-11-21T03:30:00 +0100",
  "2026-11-21T03:30:00\\u005a",
  "2026-11-21T03:30:0aZ",
  "0000-01-01T00:00:00Z",
  "2026-11-21T03:30:00-00:00",
];
const TAILS = [
  ',"tags":{}}}',
  ',"tags":null}}',
  ',"tags":{"name":"a"}}}',
  ',"tags":{"name":"a\\u0026b"}}}',
  ',"tags":{"name":"ü✓"}}}',
  ',"tags":{"name":1}}}',
  ',"tags":[]}}',
  "}}",
  "}",
  "}},",
  ',"tags":{"name":"a"},"value":7}}',
  ',"tags":{"name":"a"},"\\u0076alue":7}}',
  ',"tags":{"name":"a"},"time":"2030-01-01T00:00:00Z"}}',
  ',"tags":{"name":"a"}},"type":"Metric"}',
  ',"tags":{"name":"a"}},"metric":"other"}',
  ',"tags":{"name":"a"}},"metric":5}',
  ',"tags":{"name":"a"},"metadata":{"trace_id":"x"}}}',
  ',"tags":{"name":"a"}}} ',
  ',"tags":{"name":"a"}}}\r',
  ',"tags":{"name":"a","name":"b"}}}',
  ',"tags":{"name":"a"}}}{"metric":"m"}',
  `,"tags":{"name":"${"x".repeat(2000)}"}}}`,
  ',"tags":{"name":"a\tb"}}}',
  ', "tags":{"name":"a"}}}',
];
const METRICS = [
  "http_reqs",
  "http_req_duration",
  "vus",
  "ü",
  "a b",
  'q\\"',
  "\\u0061",
  "x".repeat(1100),
];

/** A line of parts, of either layout. */
const line = fc.tuple(
  fc.constantFrom(...METRICS),
  fc.constantFrom(...TIMES),
  fc.oneof(
    fc.constantFrom(...NUMBERS),
    fc.double().map(String),
    fc.nat().map((n) => String(n / 1e6)),
  ),
  fc.constantFrom(...TAILS),
  fc.boolean(),
).map(([metric, time, value, tail, isNew]) =>
  isNew
    ? `{"metric":"${metric}","type":"Point","data":{"time":"${time}","value":${value}${tail}`
    : `{"type":"Point","data":{"time":"${time}","value":${value}${
      tail.replace(/\}$/, "")
    },"metric":"${metric}"}`
);

Deno.test("the scanner agrees with JSON.parse on lines of unusual parts", () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 50, max: 9000 }),
      (lines, size) => assertAgree(`${lines.join("\n")}\n`, [size]),
    ),
    { numRuns: 400 },
  );
});

Deno.test("the scanner agrees with JSON.parse on every pair of unusual value and tail", () => {
  const head =
    '{"metric":"http_reqs","type":"Point","data":{"time":"2026-11-21T03:30:00Z","value":';
  const lines = NUMBERS.flatMap((value) => TAILS.map((tail) => head + value + tail));
  assertAgree(`${lines.join("\n")}\n${lines.reverse().join("\n")}\n`);
  const times = TIMES.flatMap((time) =>
    TAILS.map((tail) => head.replace(/"time":"[^"]*"/, `"time":"${time}"`) + "1" + tail)
  );
  assertAgree(`${times.join("\n")}\n${times.join("\n")}\n`);
});

Deno.test("the scanner agrees with JSON.parse on bytes that were changed at random", () => {
  const base = encoder.encode(MADE.slice(0, 30_000) + OLD.slice(0, 8000));
  const edit = fc.record({
    at: fc.nat(base.length - 1),
    length: fc.nat(6),
    insert: fc.uint8Array({ maxLength: 4 }),
  });
  fc.assert(
    fc.property(
      fc.array(edit, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 9000 }),
      (edits, size) => {
        let bytes = base;
        for (const { at, length, insert } of edits) {
          bytes = new Uint8Array([
            ...bytes.subarray(0, at),
            ...insert,
            ...bytes.subarray(at + length),
          ]);
        }
        assertAgree(bytes, [size, 4096]);
      },
    ),
    { numRuns: 150 },
  );
});

Deno.test("the scanner agrees with JSON.parse on keys in another order and on blanks", () => {
  const lines = NEW.split("\n").filter((text) => text !== "").map((text, index) => {
    const value = JSON.parse(text);
    if (index % 3 === 0) return JSON.stringify(value, null, 1).replaceAll("\n", "");
    if (index % 3 === 1) {
      return JSON.stringify({ data: value.data, metric: value.metric, type: value.type });
    }
    return `  ${text}  `;
  });
  assertAgree(`${lines.join("\r\n")}\r\n\n\nnoise\n{"a":1}\n`);
});

Deno.test("the scanner remembers more heads and tails than it has room for", () => {
  let text = "";
  for (let i = 0; i < 6000; i++) {
    text +=
      `{"metric":"m${i % 700}","type":"Point","data":{"time":"2026-11-21T03:30:00Z","value":${i},` +
      `"tags":{"name":"n${i % 2500}"}}}\n`;
  }
  assertAgree(text + text);
});

Deno.test("the scanner tells no time of a line that is none", () => {
  const good =
    '{"metric":"vus","type":"Point","data":{"time":"2026-11-21T03:30:00Z","value":1,"tags":{}}}\n';
  const bad = good.replace("03:30:00Z", "09:00:00Z").replace(":1,", ":x,");
  const reading = scanBlocks(encoder.encode(good + bad + good), [1 << 16]);
  equal(reading.totals.lastSeconds, Date.UTC(2026, 10, 21, 3, 30) / 1000);
  assertAgree(good + bad + good);
});
