import { deepEqual, equal, throws } from "node:assert/strict";
import { createPointReader, microsecondsOf, requestsText } from "./points.ts";

const point = (metric: string, time: string, value: number) =>
  `{"metric":"${metric}","type":"Point","data":{"time":"${time}","value":${value},"tags":{}}}`;

/** The points of a request as k6 1.8 writes them: all metrics of it one after another. */
function pointsOf(time: string, waiting: number, duration: number, failed: 0 | 1 = 0): string[] {
  return [
    point("http_reqs", time, 1),
    point("http_req_duration", time, duration),
    point("http_req_blocked", time, 0.003),
    point("http_req_connecting", time, 0),
    point("http_req_tls_handshaking", time, 0),
    point("http_req_sending", time, 0.02),
    point("http_req_waiting", time, waiting),
    point("http_req_receiving", time, duration - waiting),
    point("http_req_failed", time, failed),
    point("checks", time, 1),
    point("data_received", time, 8751),
  ];
}

function read(lines: readonly string[]) {
  const reader = createPointReader();
  for (const line of lines) reader.line(line);
  return reader.finish();
}

Deno.test("the points of a request become one line, in the order of their ends", () => {
  const definition = '{"type":"Metric","data":{"name":"http_reqs"},"metric":"http_reqs"}';
  const requests = read([
    definition,
    ...pointsOf("2026-11-21T04:18:41.0000012Z", 9.1, 10.512),
    ...pointsOf("2026-11-21T04:18:40.9020532Z", 1.25, 1.884336),
    ...pointsOf("2026-11-21T04:18:42Z", 0, 1000, 1),
  ]);
  equal(
    requestsText(requests),
    "# wallclock k6-requests 1\n# unit: us, loop: closed, count: 3\n" +
      "1 1250 634\n98 9100 1412\n1000 0 1000000 failed\n# end\n",
  );
});

Deno.test("times are rounded to whole microseconds, and a failure is that of its own request alone", () => {
  const requests = read([
    ...pointsOf("2026-11-21T04:18:41.5Z", 1.0006, 2.0007, 1),
    ...pointsOf("2026-11-21T04:18:41.5Z", 1.0004, 1.5),
    // Without its last points: a request before it failed, of this one nothing says so.
    ...pointsOf("2026-11-21T04:18:41.4Z", 1, 3).slice(0, 7),
  ]);
  deepEqual(requests.map(({ waiting, duration, hasFailed }) => [waiting, duration, hasFailed]), [
    [1000, 3000, false],
    [1000, 1500, false],
    [1001, 2001, true],
  ]);
});

Deno.test("other metrics whose names begin alike are no requests, and a reader may end once", () => {
  const reader = createPointReader();
  for (const line of pointsOf("2026-11-21T04:18:41.5Z", 1, 2)) reader.line(line);
  reader.line(point("http_reqs_extra", "2026-11-21T04:18:42Z", 1));
  reader.line(`x${point("http_reqs", "2026-11-21T04:18:42Z", 1)}`);
  equal(reader.finish().length, 1);
  equal(reader.finish().length, 1);
});

Deno.test("a request of which k6 wrote a part is left out", () => {
  const whole = pointsOf("2026-11-21T04:18:41.5Z", 1, 2);
  equal(read(whole.slice(0, 4)).length, 0);
  equal(read([...whole, ...whole.slice(0, 2)]).length, 1);
  deepEqual(read([]), []);
});

Deno.test("points in another order are refused, not mixed up", () => {
  const [first, second] = [
    pointsOf("2026-11-21T04:18:41.5Z", 1, 2),
    pointsOf("2026-11-21T04:18:41.6Z", 3, 4),
  ];
  throws(() => read([first[0], second[0], first[1]] as string[]), /line 3: .* another order/);
});

Deno.test("microsecondsOf() reads times as Go prints them, whatever their digits and zone", () => {
  const base = Date.parse("2026-11-21T04:18:40Z") * 1000;
  equal(microsecondsOf("2026-11-21T04:18:40.9020532Z"), base + 902_053);
  equal(microsecondsOf("2026-11-21T04:18:40Z"), base);
  equal(microsecondsOf("2026-11-21T05:18:40.5+01:00"), base + 500_000);
  throws(() => microsecondsOf("yesterday"), /yesterday/);
});
