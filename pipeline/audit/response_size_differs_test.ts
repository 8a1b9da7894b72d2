import { deepEqual, equal } from "node:assert/strict";
import { responseSizeDiffers } from "./response_size_differs.ts";
import { check, loadRows } from "./testing.ts";

const sends = (implementation: string, size: number, more: Record<string, number> = {}) =>
  loadRows({ implementation, requests: 1000, bytes: 1000 * size, throughput: 1, more });

Deno.test("response-size-differs tells who sends least and most of the SSE proxies", () => {
  const rows = [...sends("bun-hono", 8009), ...sends("go-http", 8155), ...sends("axum", 8751)];
  equal(
    check(responseSizeDiffers, rows)[0]?.message,
    "bun-hono sends 8,009 B an answer and axum 8,751 B, 9.26 % more (of 3 implementations)",
  );
  deepEqual(
    [...new Set(check(responseSizeDiffers, rows)[0]?.rows.map(({ metric }) => metric))],
    ["bytes_received", "throughput"],
  );
});

Deno.test("response-size-differs says nothing below 1 %", () => {
  deepEqual(check(responseSizeDiffers, [...sends("a", 8000), ...sends("b", 8070)]), []);
});

Deno.test("response-size-differs leaves out runs with error pages and other cases", () => {
  const failed = sends("b", 200, { "errors_status total": 1 });
  const other = loadRows({
    implementation: "b",
    case: "other",
    requests: 1,
    bytes: 5,
    throughput: 1,
  });
  deepEqual(check(responseSizeDiffers, [...sends("a", 8000), ...failed, ...other]), []);
});
