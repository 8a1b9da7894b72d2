import { deepEqual, equal, match, ok } from "node:assert/strict";
import { withinSeconds } from "../../../common/time.ts";
import { probedText, type ProbeRequest, probeStreams } from "./probe.ts";
import { startStreamServer } from "./testing.ts";

const EVENTS = ["data: a\n\n", "data: b\n\ndata: c\n\n", "data: [DONE]\n\n"];
const REQUEST: ProbeRequest = { method: "POST", headers: {}, body: "{}", events: 4 };

/** Probes until there is enough: so many milliseconds are much on one host and little on another. */
async function probeUntil(isEnough: () => boolean, address: URL) {
  const over = new AbortController();
  const began = performance.now();
  const timer = setInterval(() => {
    if (isEnough() || performance.now() - began > 30_000) over.abort();
  }, 5);
  const probed = await probeStreams(address, REQUEST, over.signal);
  clearInterval(timer);
  return { ...probed, seconds: (performance.now() - began) / 1000 };
}

Deno.test("a probe reads streams on one connection and counts their events, chunks and gaps", async () => {
  await using server = startStreamServer(EVENTS, { pauseMilliseconds: 20 });
  const { streams, gaps, failed } = await probeUntil(() => server.streams() >= 9, server.address);
  equal(failed, 0);
  equal(server.connections(), 1);
  ok(streams.length >= 3, `${streams.length} streams`);
  for (const stream of streams) {
    deepEqual([stream.events, stream.chunks, stream.bytes], [4, 3, 41]);
    ok(stream.firstEvent >= 15_000, `first event after ${stream.firstEvent} us`);
    ok(stream.longestGap <= stream.lastEvent - stream.firstEvent, `${stream.longestGap} us`);
  }
  // Not in each: what comes while the host stalls is read together.
  ok(streams.some(({ firstEvent, lastEvent }) => lastEvent - firstEvent >= 30_000));
  ok(streams.some(({ longestGap }) => longestGap >= 15_000));
  // Three gaps a stream; two events in one chunk have none between them.
  equal([...gaps.values()].reduce((sum, often) => sum + often, 0), 3 * streams.length);
  ok((gaps.get(0) ?? 0) >= streams.length, "two events came together");
});

Deno.test("of fast streams those count that were asked for at once after another", async () => {
  await using server = startStreamServer(EVENTS);
  const { streams, seconds } = await probeUntil(() => server.streams() >= 8, server.address);
  ok(streams.length >= 2, `${streams.length} streams`);
  ok(streams.length <= 1 + seconds / 0.2, `${streams.length} streams in ${seconds} s`);
});

Deno.test("fast streams wait again after a stall", async () => {
  for (const stallsAfter of [2, 3]) {
    await using server = startStreamServer(EVENTS, { stallsAfter });
    const { streams, seconds } = await probeUntil(() => server.streams() >= 16, server.address);
    ok(streams.length <= 1 + seconds / 0.2, `${streams.length} streams in ${seconds} s`);
  }
});

Deno.test("of long streams every one counts but the first", async () => {
  await using server = startStreamServer(EVENTS, { pauseMilliseconds: 80 });
  const { streams } = await probeUntil(() => server.streams() >= 5, server.address);
  // The probe may not have read the last one to its end.
  ok(streams.length >= 3, `${streams.length} streams`);
});

Deno.test("a stream that lacks events or its end is a failure by name, and no stream", async () => {
  await using server = startStreamServer(EVENTS.slice(0, 2));
  const { streams, failed, failure } = await probeUntil(
    () => server.streams() >= 2,
    server.address,
  );
  deepEqual(streams, []);
  ok(failed > 0);
  match(failure ?? "", /^status 200, 3 events, not ended by \[DONE\]$/);
});

Deno.test("a probe opens another connection where the server closed the first", async () => {
  await using server = startStreamServer(EVENTS, { closesAfter: 1 });
  const { streams, failed } = await probeUntil(
    () => server.connections() >= 3,
    server.address,
  );
  ok(streams.length === 0 && failed >= 1, `${streams.length} streams, ${failed} failures`);
});

Deno.test("a probe that is told to end while it connects leaves no connection open", async () => {
  const server = startStreamServer(EVENTS);
  const over = new AbortController();
  const probing = probeStreams(server.address, REQUEST, over.signal);
  over.abort();
  deepEqual(await probing, { streams: [], gaps: new Map(), failed: 0 });
  // The server ends when its last connection has.
  const closed = (async () => {
    await server[Symbol.asyncDispose]();
    return true;
  })();
  equal(await withinSeconds(closed, 10), true);
});

Deno.test("a probe of nobody ends when it is told to", async () => {
  const address = await (async () => {
    await using server = startStreamServer(EVENTS);
    return server.address;
  })();
  const { streams, failed } = await probeStreams(address, REQUEST, AbortSignal.timeout(250));
  deepEqual(streams, []);
  ok(failed > 0);
});

Deno.test("the raw file has a line a stream and a line a gap, ascending", () => {
  const stream = {
    start: 0,
    firstEvent: 1203,
    lastEvent: 10_233,
    events: 3,
    chunks: 2,
    bytes: 41,
    longestGap: 12,
  };
  const gaps = new Map([[12, 1], [0, 1]]);
  equal(
    probedText({ streams: [stream], gaps, failed: 2 }, 0.23),
    "# wallclock stream-probe 1\n# unit: us, streams: 1, failed: 2, cpu: 230000\n" +
      "stream 0 1203 10233 3 2 41 12\ngap 0 1\ngap 12 1\n# end\n",
  );
});
