/**
 * The process that a probe runs on one core. It prints `ready`, then answers each line of standard input with
 * one line of JSON: `gaps SECONDS`, `work SECONDS`, `clock SECONDS`. It ends when its input does, so it never
 * outlives the program that started it, and takes no order for longer than a few seconds.
 */
import { measureClock } from "./clock.ts";
import { roomForGaps, summarizeGaps, watchGaps } from "./gaps.ts";
import { repeatWork, summarizeWork, workChunk } from "./work.ts";

/** Seconds that one order may last. */
const MOST_SECONDS = 10;
/** Long enough for the compiler to be done with each loop. */
const WARM_UP_SECONDS = 0.1;
/** Chunks that fit in the longest order by far. */
const MOST_CHUNKS = 100_000;

const now = () => performance.now();
const times = new Float64Array(MOST_CHUNKS).fill(1);

/** Seconds that this thread was ready to run but something else ran in its place (field 2 of schedstat). */
function waitedSeconds(): number | null {
  try {
    const fields = Deno.readTextFileSync("/proc/thread-self/schedstat").split(" ");
    return Number(fields[1]) / 1e9;
  } catch {
    return null;
  }
}

function obey(order: string): unknown {
  const [kind, text] = order.split(" ");
  const seconds = Math.min(Number(text), MOST_SECONDS);
  if (!(seconds > 0)) throw new Error(`no such order: ${order}`);
  if (kind === "clock") return measureClock(seconds, now);
  if (kind === "work") {
    return summarizeWork(times.subarray(0, repeatWork(seconds, times, now)));
  }
  if (kind === "gaps") {
    const room = roomForGaps(seconds);
    const before = waitedSeconds();
    const watched = watchGaps(seconds, room, now);
    const after = waitedSeconds();
    return {
      ...summarizeGaps(room.subarray(0, watched.count), watched.seconds),
      waitedShare: before === null || after === null ? null : (after - before) / watched.seconds,
    };
  }
  throw new Error(`no such order: ${order}`);
}

/**
 * Calls each loop many times for a moment: a function that was called often starts as compiled code, while one
 * that was only long is compiled in its middle, and the slow start would be taken for noise of the host.
 */
function warmUp(): void {
  const room = roomForGaps(0.001);
  const loops = [
    () => workChunk(2000, times.length),
    () => repeatWork(1e-5, times, now),
    () => watchGaps(1e-4, room, now),
    () => measureClock(1e-4, now),
  ];
  for (const loop of loops) {
    for (const until = now() + WARM_UP_SECONDS * 1000; now() < until;) loop();
  }
}

function main(): void {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const say = (line: string) => Deno.stdout.writeSync(encoder.encode(`${line}\n`));
  warmUp();
  say("ready");
  const buffer = new Uint8Array(256);
  let rest = "";
  // Blocking reads: between two orders this process does nothing at all.
  for (let size = Deno.stdin.readSync(buffer); size !== null; size = Deno.stdin.readSync(buffer)) {
    const lines = (rest + decoder.decode(buffer.subarray(0, size))).split("\n");
    rest = lines.pop() as string;
    for (const line of lines) say(JSON.stringify(obey(line)));
  }
}

if (import.meta.main) main();
