/**
 * From k6's points to one line a request. k6 writes sixteen points of 2 kB in all for a request; what anybody
 * reads of them are the time, the time to first byte, the duration and whether it failed.
 *
 *     # wallclock k6-requests 1
 *     # unit: us, loop: closed, count: 3
 *     10 9011 1369
 *     0 9102 1410
 *     11 8873 1128 failed
 *     # end
 *
 * Columns: milliseconds since the request before it ended (of the first, since its start), microseconds to
 * the first byte, and from there to the last. A minute of a thousand requests a second packs to 0.3 MB so.
 * pipeline/formats/k6/k6_requests.ts reads it.
 */
import { Failure } from "../../../common/failure.ts";

/** One request; times in whole microseconds. */
export interface K6Request {
  /** Since 1970. */
  end: number;
  waiting: number;
  duration: number;
  hasFailed: boolean;
}

export interface PointReader {
  /** One line of the points, in their order. Throws a Failure where k6 wrote them otherwise than expected. */
  line(text: string): void;
  /** Every request of which the lines told all, by their ends. */
  finish(): K6Request[];
}

const PREFIX = '{"metric":"http_req';
const POINT =
  /^\{"metric":"http_req(s|_duration|_waiting|_failed)","type":"Point","data":\{"time":"([^"]+)","value":([^,}]+)/;

/** Puts the points of each request together: k6 writes those of one request one after another. */
export function createPointReader(): PointReader {
  const requests: K6Request[] = [];
  let time = "";
  let lines = 0;
  let current: Partial<K6Request> = {};

  function push(): void {
    const { end, waiting, duration, hasFailed = false } = current;
    if (end === undefined || waiting === undefined || duration === undefined) return;
    requests.push({ end, waiting, duration, hasFailed });
  }

  function line(text: string): void {
    lines++;
    if (!text.startsWith(PREFIX)) return;
    const match = POINT.exec(text);
    if (match === null) return;
    const [, metric, at, value] = match as unknown as [string, string, string, string];
    if (metric === "s") {
      push();
      time = at;
      current = { end: microsecondsOf(at) };
    } else if (at !== time) {
      throw new Failure(
        `k6's points, line ${lines}: http_req${metric} of ${at} follows a request of ${time}; ` +
          "this version of k6 writes them in another order",
      );
    } else if (metric === "_duration") current.duration = Math.round(Number(value) * 1000);
    else if (metric === "_waiting") current.waiting = Math.round(Number(value) * 1000);
    else current.hasFailed = Number(value) > 0;
  }

  return {
    line,
    finish() {
      push();
      current = {};
      return requests.sort((a, b) => a.end - b.end || a.duration - b.duration);
    },
  };
}

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/** Microseconds since 1970 of a time as Go prints it, `2026-11-21T04:18:40.9020532Z`. */
export function microsecondsOf(time: string): number {
  const match = TIME.exec(time);
  const whole = Date.parse(`${match?.[1]}${match?.[3]}`);
  if (Number.isNaN(whole)) throw new Failure(`k6's points have the time "${time}"`);
  return whole * 1000 + Number((match?.[2] ?? "").padEnd(6, "0").slice(0, 6));
}

/** The raw file of these requests, which are in the order of their ends. */
export function requestsText(requests: readonly K6Request[]): string {
  let before = Infinity;
  const lines = requests.map(({ end, waiting, duration, hasFailed }) => {
    const now = Math.floor(end / 1000);
    const since = before === Infinity ? Math.floor(duration / 1000) : now - before;
    before = now;
    return `${since} ${waiting} ${duration - waiting}${hasFailed ? " failed" : ""}\n`;
  });
  return "# wallclock k6-requests 1\n" +
    `# unit: us, loop: closed, count: ${requests.length}\n${lines.join("")}# end\n`;
}

/** Reads the points of a file, of any size. */
export async function readPoints(path: string): Promise<K6Request[]> {
  const reader = createPointReader();
  using file = await Deno.open(path);
  let rest = "";
  for await (const text of file.readable.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() as string;
    for (const each of lines) reader.line(each);
  }
  if (rest !== "") reader.line(rest);
  return reader.finish();
}
