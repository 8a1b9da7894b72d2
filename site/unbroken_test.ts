import { equal } from "node:assert/strict";
import { unbroken } from "./unbroken.ts";

Deno.test("a number and its unit stay on one line", () => {
  equal(unbroken("5 % is warned of"), "5\u00a0% is warned of");
  equal(
    unbroken("p99 614 ms is 14.5 times the mean of 42.4 µs"),
    "p99 614\u00a0ms is 14.5 times the mean of 42.4\u00a0µs",
  );
  equal(
    unbroken("8 B, 64 KiB, 1.96 GiB/s and 2 s"),
    "8\u00a0B, 64\u00a0KiB, 1.96\u00a0GiB/s and 2\u00a0s",
  );
  equal(
    unbroken("316 k req/s on 1 core, 8 k/s, 65.5 ms (5 %) of 256 connections"),
    "316\u00a0k req/s on 1\u00a0core, 8 k/s, 65.5\u00a0ms (5\u00a0%) of 256\u00a0connections",
  );
});

Deno.test("a number before a word is not bound to it", () => {
  equal(
    unbroken("at 64 Before, 3 some, 2 mine, 8 trials, 2026 server, 4 Bun, p99 of 10"),
    "at 64 Before, 3 some, 2 mine, 8 trials, 2026 server, 4 Bun, p99 of 10",
  );
});
