import assert from "node:assert/strict";
import { Failure } from "../../common/failure.ts";
import { readRuns } from "./read.ts";
import { wrkFormat } from "./wrk/wrk.ts";

const WRK = `Running 1s test @ http://127.0.0.1:18301/
  1 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   244.95us  118.47us   3.37ms   89.52%
    Req/Sec   142.50k     1.53k  144.33k    70.00%
  Latency Distribution
     50%  217.00us
     75%  228.00us
     90%  390.00us
     99%  489.00us
  141641 requests in 1.00s, 58.08MB read
Requests/sec: 141401.75
Transfer/sec:     57.99MB
`;

const bytes = (text: string) => new TextEncoder().encode(text);

async function gzip(plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A stream of single bytes: the least convenient one. */
function drip(whole: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= whole.length) controller.close();
      else controller.enqueue(whole.slice(at, ++at));
    },
  });
}

Deno.test("readRuns() reads the same from bytes, from gzip and from a stream of single bytes", async () => {
  const expected = await readRuns(bytes(WRK), { file: "a.txt" });
  assert.equal(
    expected[0]?.measurements.find((each) => each.metric === "throughput")?.value,
    141401.75,
  );
  const packed = await gzip(bytes(WRK));
  for (const input of [packed, drip(bytes(WRK)), drip(packed)]) {
    assert.deepEqual(await readRuns(input, { file: "a.txt" }), expected);
  }
});

Deno.test("readRuns() reads coloured streams in UTF-16 as it reads them in UTF-8", async () => {
  const plain = Deno.readTextFileSync(new URL("testdata/k6_points/v1_8.json", import.meta.url));
  const expected = await readRuns(bytes(plain), { file: "a" });
  const coloured = plain.replaceAll(/^.*$/gm, "\x1b[32m$&\x1b(B\x1b[m");
  const wide = Uint16Array.from(`\ufeff${coloured}`, (letter) => letter.charCodeAt(0));
  const little = new Uint8Array(wide.buffer);
  const big = Uint8Array.from(little, (_, at) => little[at ^ 1] as number);
  for (const input of [bytes(coloured), little, big, await gzip(little)]) {
    assert.deepEqual(await readRuns(input, { file: "a" }), expected);
  }
});

Deno.test("readRuns() makes a failure with the file's name of a RangeError that a format did not catch", async () => {
  const { read } = wrkFormat;
  wrkFormat.read = () => {
    throw new RangeError("nested too deep");
  };
  try {
    for (const input of [bytes(WRK), drip(bytes(WRK))]) {
      await assert.rejects(readRuns(input, { file: "a.txt" }), (error: Error) => {
        assert.ok(error instanceof Failure && error.cause instanceof RangeError, String(error));
        assert.match(error.message, /^a\.txt: it looks like wrk and cannot be read \(nested too/);
        return true;
      });
    }
  } finally {
    wrkFormat.read = read;
  }
});

Deno.test("readRuns() says of a file nobody recognises what was looked for and what to do", async () => {
  const cases: [Uint8Array<ArrayBuffer>, RegExp][] = [
    [bytes(""), /a\.txt: the file is empty; looked for \d+ formats/],
    [bytes("hello\n"), /a\.txt: no format recognises it; .{0,100} Give the tool's own output/],
    [(await gzip(bytes(WRK))).slice(0, 60), /a\.txt: the gzip stream is broken/],
  ];
  for (const [input, message] of cases) {
    await assert.rejects(readRuns(input, { file: "a.txt" }), (error: Error) => {
      assert.ok(error instanceof Failure, String(error));
      assert.match(error.message, message);
      return true;
    });
  }
});

/** A tar archive with these bytes as its first file. */
function tar(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const archive = new Uint8Array(1024 + content.length);
  archive.set(bytes("wrk.txt"));
  archive.set(bytes("ustar\x0000"), 257);
  archive.set(content, 512);
  return archive;
}

Deno.test("readRuns() reads no archive, of which it would lose all files but the first, and says how a file is packed", async () => {
  const stored = new Uint8Array([...bytes("PK\x03\x04\n\0\0\0"), ...bytes(`a.txt${WRK}`)]);
  const cases: [Uint8Array<ArrayBuffer>, RegExp][] = [
    [stored, /a\.txt: it is a zip archive; unpack it and give the files/],
    [tar(bytes(WRK)), /a\.txt: it is a tar archive; unpack it/],
    [await gzip(tar(bytes(WRK))), /a\.txt: it is a tar archive; unpack it/],
    [bytes("BZh91AY"), /a\.txt: it is compressed with bzip2; unpack it, or use gzip once/],
    [Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), /a\.txt: it is compressed with xz/],
    [Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 4), /a\.txt: it is compressed with zstd/],
    [await gzip(await gzip(bytes(WRK))), /a\.txt: it is compressed with gzip twice/],
    [
      new Uint8Array([...await gzip(bytes(WRK)), ...await gzip(bytes(WRK))]),
      /the gzip stream is broken, or several stand in one file/,
    ],
  ];
  for (const [input, message] of cases) {
    for (const each of [input, drip(input)]) {
      await assert.rejects(readRuns(each, { file: "a.txt" }), message);
    }
  }
});

Deno.test("readRuns() says of another form of a tool that it knows what to give instead", async () => {
  const forms: [text: string, tool: string, give: RegExp][] = [
    [
      "Running 1s test @ http://a/\n4 connections\n\n┌───┐\n│ Stat    │ 2.5% │ 50% │\n",
      "autocannon",
      /--json/,
    ],
    ["Summary:\n  Success rate:\t100.00%\n  Slowest:\t0.1 secs\n", "oha", /--output-format json/],
    ["Bombarding http://a/ for 1s using 4 connection(s)\n", "bombardier", /-o json/],
    [
      "Statistics        Avg      Stdev        Max\n  Reqs/sec      1.00\n",
      "bombardier",
      /-o json/,
    ],
    ["Requests      [total, rate, throughput]         50, 51.20, 25.58\n", "vegeta", /-type=json/],
    [
      "Bucket         #   %       Histogram\n[0s,    1ms]   50  50.00%  ###\n",
      "vegeta",
      /-type=json/,
    ],
    ['{"attack":"","seq":2,"code":200,"timestamp":"","latency":1}\n', "vegeta", /-type=json/],
    ["1795452532841208561,200,19802759,0,2,,b2s=,,2,GET,http://a/,\n", "vegeta", /-type=json/],
    [
      "\u007f\u0016\u0003\u0001\u0001\u0006Result\u0001\u0000\u0001\u000c\u0001\u0006Attack\u0001",
      "vegeta",
      /-type=json/,
    ],
  ];
  for (const [text, tool, give] of forms) {
    await assert.rejects(readRuns(bytes(text), { file: "a.txt" }), (error: Error) => {
      assert.ok(error instanceof Failure, String(error));
      assert.ok(error.message.startsWith(`a.txt: it is of ${tool}, in a form that is not read;`));
      assert.match(error.message, give);
      return true;
    });
  }
});

Deno.test("readRuns() refuses by name what goes on in another encoding, whatever format it is of", async () => {
  const utf16 = (text: string) =>
    new Uint8Array(Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0)).buffer);
  const points = Deno.readTextFileSync(new URL("testdata/k6_points/v1_8.json", import.meta.url));
  const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
  for (const text of [WRK, points]) {
    const big = utf16(text).map((_, at, all) => all[at ^ 1] as number);
    const mixed = [join(utf16(text), bytes(text)), join(utf16(text), big)];
    // A line of samples that is none is left out by its own format, and said to be.
    if (text === WRK) mixed.push(join(bytes(text), utf16(text)));
    for (const input of mixed) {
      for (const each of [input, drip(input), await gzip(input)]) {
        await assert.rejects(
          readRuns(each, { file: "a.txt" }),
          /^Failure: a\.txt: it begins in UTF-(?:8|16LE) and goes on in another encoding/,
        );
      }
    }
    const whole = await readRuns(utf16(text), { file: "a.txt" });
    assert.deepEqual(await readRuns(bytes(`\ufeff${text}`), { file: "a.txt" }), whole);
    const runs = await readRuns(bytes(`\ufeff${text}\ufeff${text}`), { file: "a.txt" });
    assert.equal(runs.length, 2);
    assert.equal((await readRuns(join(utf16(text), utf16(text)), { file: "a.txt" })).length, 2);
  }
  const [run] = await readRuns(join(bytes(points), utf16(points)), { file: "a.txt" });
  assert.deepEqual(run?.findings.map(({ rule }) => rule), ["truncated-input"]);
  const words = "\ufeff" + WRK + "\u6d4b\u8bd5\u7ed3\u679c".repeat(50) + "\n";
  assert.equal((await readRuns(utf16(words.slice(1)), { file: "a.txt" })).length, 1);
});
