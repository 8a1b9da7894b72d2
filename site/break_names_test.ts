import { deepEqual, equal } from "node:assert/strict";
import { filePieces, namePieces, narrowPieces, wordPieces } from "./break_names.ts";

Deno.test("names break behind slashes, those of files behind underscores too; no text is lost", () => {
  deepEqual(namePieces("tcp/BM_Echo_64B/100, items/s"), ["tcp/", "BM_Echo_64B/", "100, items/s"]);
  deepEqual(namePieces("k6.json, /metrics/rate"), ["k6.json, /metrics/", "rate"]);
  deepEqual(filePieces("ws_internal_asyncio.txt, line 4"), [
    "ws_",
    "internal_",
    "asyncio.txt, line 4",
  ]);
  for (const text of ["", "a_", "_a", "a__b/c", "no place"]) {
    deepEqual([namePieces(text).join(""), filePieces(text).join("")], [text, text]);
  }
});

Deno.test("in a narrow column long parts of names break where their words end", () => {
  const pieces = (name: string) => narrowPieces(name).join("|");
  equal(pieces("tcp/BM_AsioAsyncTcpEcho_64KB/1000"), "tcp/|BM_Asio|Async|TcpEcho_|64KB/|1000");
  equal(pieces("ws/AsyncioWsInternalFixture/64"), "ws/|AsyncioWsInternal|Fixture/|64");
  equal(
    pieces("tcp/BM_TcpEcho_64B/100, items per second mean"),
    "tcp/|BM_TcpEcho_64B/|100, items per second mean",
  );
  for (const name of ["", "a_", "BM_Echo_64KB/1000"]) equal(narrowPieces(name).join(""), name);
});

Deno.test("a long word of a command breaks where its parts end, not behind its hyphens", () => {
  const pieces = (word: string) => wordPieces(word).join("|");
  equal(
    pieces("--benchmark_enable_random_interleaving=true"),
    "--benchmark_|enable_|random_|interleaving=|true",
  );
  equal(pieces("-Dsun.net.httpserver.nodelay=true"), "-Dsun.|net.|httpserver.|nodelay=|true");
  equal(pieces("--allow-net=127.0.0.1:8080"), "--allow-net=|127.0.0.1:|8080");
  equal(pieces("'target/classes:target/libraries/*'"), "'target/|classes:|target/|libraries/*'");
  for (const word of ["--latency", "-XX:+UseSerialGC", "--", "-"]) equal(pieces(word), word);
});
