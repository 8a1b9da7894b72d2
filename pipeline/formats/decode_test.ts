import assert from "node:assert/strict";
import { ansiStripper, cleanText, decodeText, isGzip } from "./decode.ts";

Deno.test("decodeText() reads UTF-8 and, by its byte order mark, UTF-16 of either order", () => {
  const text = "µs: 1.5\n";
  const little = new Uint8Array(
    new Uint16Array([0xfeff, ...[...text].map((c) => c.charCodeAt(0))]).buffer,
  );
  const big = new Uint8Array(little.length);
  for (let i = 0; i < little.length; i += 2) {
    big[i] = little[i + 1] as number;
    big[i + 1] = little[i] as number;
  }
  for (const bytes of [new TextEncoder().encode(text), little, big]) {
    assert.equal(cleanText(decodeText(bytes)), text);
  }
});

Deno.test("cleanText() removes colours, CRLF and a byte order mark and keeps the number of lines", () => {
  const dirty =
    "\ufeff\x1b[1mRequests/sec:\x1b[0m\x1b[32m 12\x1b[39m\r\nnext\r\r\n\x1b]0;title\x07end\n";
  assert.equal(cleanText(dirty), "Requests/sec: 12\nnext\nend\n");
});

Deno.test("isGzip() looks at the content", () => {
  assert.equal(isGzip(new Uint8Array([0x1f, 0x8b, 8, 0])), true);
  assert.equal(isGzip(new TextEncoder().encode("Running")), false);
  assert.equal(isGzip(new Uint8Array()), false);
});

Deno.test("ansiStripper() removes what cleanText() removes, wherever the chunks are cut", async () => {
  // Colours, titles, what `tput sgr0` and `tput sc` print, and a character set of two letters.
  const dirty = "\x1b[1ma\x1b[38;5;245mb\x1b]0;title\x07\x1b(B\x1b[mc\x1b7\x1b]0;x\x1b\\d\x1b$(C\n";
  const bytes = new TextEncoder().encode(dirty);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const parts = [bytes.slice(0, cut), bytes.slice(cut)];
    const clean = ReadableStream.from(parts).pipeThrough(ansiStripper());
    assert.equal(
      await new Response(clean as ReadableStream<Uint8Array<ArrayBuffer>>).text(),
      "abcd\n",
    );
  }
  assert.equal(cleanText(dirty), "abcd\n");
});

Deno.test("cleanText() takes CR for a line end where there is no other, and for nothing else", () => {
  assert.equal(cleanText("a\rb\r"), "a\nb\n");
  assert.equal(cleanText("a\rb\n"), "a\rb\n");
});
