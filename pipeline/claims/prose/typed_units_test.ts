import { deepEqual, equal } from "node:assert/strict";
import { unitAt } from "./typed_units.ts";

/** Unit of the tables and what one is in it -> all that is typed for it. */
const TYPED: readonly (readonly [unit: string, divisor: number, texts: readonly string[]])[] = [
  ["", 1e3, ["k", "K", "thousand"]],
  ["", 1e6, ["M", "million", "Millions"]],
  ["", 1e9, ["G", "billion", "Billions"]],
  ["B", 1, ["B", "byte", "Bytes"]],
  ["B", 1e3, ["kB", "KB", "kilobytes"]],
  ["B", 1e6, ["MB", "megabyte"]],
  ["B", 1e9, ["GB", "Gigabytes"]],
  ["B", 1e12, ["TB", "terabytes"]],
  ["B", 1024, ["KiB", "kibibytes", "Ki"]],
  ["B", 1024 ** 2, ["MiB", "mebibyte", "Mi"]],
  ["B", 1024 ** 3, ["GiB", "gibibytes", "Gi"]],
  ["B/s", 1e6, ["MB/s", "MBps", "megabytes per second", "MB a second"]],
  ["B/s", 1024 ** 3, ["GiB/s", "GiB/sec"]],
  ["1/s", 1, ["/s", "req/s", "requests per second", "ops/sec", "messages a second", "rps", "tps"]],
  ["1/s", 1e3, ["k req/s", "k/s", "thousand requests per second", "K ops/s"]],
  ["1/s", 1e6, ["M items/s", "million msgs/s"]],
  ["s", 1e-9, ["ns", "nanosecond"]],
  ["s", 1e-6, ["µs", "μs", "us", "microseconds"]],
  ["s", 1e-3, ["ms", "msec", "milliseconds"]],
  ["s", 1, ["s", "sec", "secs", "second", "Seconds"]],
  ["s", 60, ["min", "mins", "minute", "minutes"]],
  ["s", 3600, ["h", "hour", "hours"]],
  ["1", 0.01, ["%", "percent", "per cent", "percentage points", "pp", "point"]],
  ["1", 1, ["x", "X", "×", "times", "Times", "fold"]],
  ["cores", 1, ["core", "cores", "CPU cores", "vCPU", "vCPUs"]],
  ["bit", 1, ["bit", "kbits", "Mbit/s", "Gbits per second", "Mbps"]],
  ["J", 1, ["J", "joule", "joules"]],
  ["J", 1e3, ["kJ"]],
  ["J", 1e6, ["MJ"]],
  ["W", 1, ["W", "watt", "watts"]],
  ["W", 1e3, ["kW"]],
  ["Wh", 1, ["Wh", "kWh", "MWh"]],
  ["Hz", 1, ["Hz", "kHz", "MHz", "GHz", "gigahertz", "megahertz", "hertz"]],
  ["°C", 1, ["°C", "°F", "degrees"]],
];

Deno.test("unitAt() knows each unit, what one of it is in the tables, and no word that begins like one", () => {
  for (const [unit, divisor, texts] of TYPED) {
    for (const text of texts) {
      for (const before of ["", " ", "-", " \n", "\u00a0"]) {
        deepEqual(unitAt(`${before}${text}, and`), { text, unit, divisor }, `${before}${text}`);
      }
      if (/^\p{L}+$/u.test(text)) equal(unitAt(` ${text}_`), undefined, `${text}_`);
    }
  }
  const others = [
    "",
    " of",
    " sessions",
    " servers",
    "   ms",
    " Mix",
    " hosts",
    " Bun",
    ". ms",
    "9",
  ];
  for (const text of others) equal(unitAt(text), undefined, text);
});
