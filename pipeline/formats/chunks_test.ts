import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { gunzip, peekBytes, readChunks } from "./chunks.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A stream of these pieces, of the kind that fills its reader's memory or of the kind that does not. */
function streamOf(pieces: readonly Bytes[], fills: boolean): ReadableStream<Uint8Array> {
  let next = 0;
  if (!fills) {
    return new ReadableStream({
      pull(controller) {
        const piece = pieces[next++];
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      },
    });
  }
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const piece = pieces[next++];
      if (piece !== undefined) return controller.enqueue(piece.slice());
      controller.close();
      controller.byobRequest?.respond(0);
    },
  });
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<number[]> {
  const all: number[] = [];
  for await (const chunk of readChunks(stream)) all.push(...chunk);
  return all;
}

const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40, max: 127 }), {
  maxLength: 12,
});

Deno.test("readChunks() gives every byte once, in order, whatever the kind of stream", async () => {
  await fc.assert(fc.asyncProperty(pieces, fc.boolean(), async (given, fills) => {
    deepEqual(
      await collect(streamOf(given as Bytes[], fills)),
      given.flatMap((piece) => [...piece]),
    );
  }));
});

Deno.test("readChunks() turns UTF-16 with a byte order mark into UTF-8", async () => {
  const wide = new Uint8Array(
    Uint16Array.from("\ufeffaµ✓", (letter) => letter.charCodeAt(0)).buffer,
  );
  const found = await collect(streamOf([wide.slice(0, 3), wide.slice(3)], false));
  equal(new TextDecoder().decode(Uint8Array.from(found)), "aµ✓");
});

Deno.test("peekBytes() shows the head and gives back everything", async () => {
  await fc.assert(
    fc.asyncProperty(pieces, fc.boolean(), fc.nat(200), async (given, fills, size) => {
      const all = given.flatMap((piece) => [...piece]);
      const { head, whole } = await peekBytes(streamOf(given as Bytes[], fills), size);
      ok(head.length >= Math.min(size, all.length));
      deepEqual([...head], all.slice(0, head.length));
      deepEqual(await collect(whole), all);
    }),
  );
});

Deno.test("peekBytes() of a peeked stream is still everything", async () => {
  const { whole } = await peekBytes(streamOf([Uint8Array.of(1, 2), Uint8Array.of(3)], true), 2);
  const again = await peekBytes(whole, 3);
  deepEqual([[...again.head], await collect(again.whole)], [[1, 2, 3], [1, 2, 3]]);
});

Deno.test("gunzip() gives back what was compressed", async () => {
  const text = "all the same, all the same\n".repeat(200_000);
  const compressed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  let length = 0;
  let isSame = true;
  const decoder = new TextDecoder();
  for await (const chunk of readChunks(gunzip(compressed))) {
    const part = decoder.decode(chunk, { stream: true });
    isSame = isSame && text.startsWith(part, length);
    length += part.length;
  }
  ok(isSame);
  equal(length, text.length);
});

Deno.test("gunzip() of a broken stream fails rather than ending early", async () => {
  const whole = new Blob(["x".repeat(100_000)]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(whole).arrayBuffer());
  for (const broken of [bytes.slice(0, -9), bytes.slice(0, 20)]) {
    let error: unknown;
    try {
      await collect(gunzip(streamOf([broken], false)));
    } catch (caught) {
      error = caught;
    }
    ok(error instanceof Error);
  }
});
