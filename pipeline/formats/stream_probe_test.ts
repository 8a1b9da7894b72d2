import { deepEqual, equal } from "node:assert/strict";
import {
  assertCutsAreHonest,
  assertValues,
  fixture,
  measured,
  rules,
} from "../../tests/formats/testing.ts";
import { recognizeFormat } from "./mod.ts";
import { streamProbeFormat as format } from "./stream_probe.ts";

const read = (text: string) => format.read(text, { file: "streams.txt" });

const SMALL = "# wallclock stream-probe 1\n# unit: us, streams: 2, failed: 1, cpu: 230000\n" +
  "stream 0 1203 10233 4 3 41 12\nstream 100012 1187 9998 4 2 41 8800\n" +
  "gap 0 4\ngap 12 1\ngap 8800 1\n# end\n";

Deno.test("a probe's streams give times to first and last event, gaps and chunks, each with its line", () => {
  equal(recognizeFormat(SMALL), format);
  const [run] = read(SMALL);
  deepEqual(rules(run), ["failed-answers"]);
  assertValues(run, {
    "time_to_first_event min": 0.001187,
    "time_to_first_event max": 0.001203,
    "time_to_last_event mean": 0.0101155,
    "event_gap p50": 0,
    "event_gap max": 0.0088,
    "longest_event_gap min": 0.000012,
    "longest_event_gap max": 0.0088,
    "chunks_per_response mean": 2.5,
    "chunks_per_response min": 2,
    "chunks_per_response max": 3,
    "counter:probe_cpu_seconds total": 0.23,
    "counter:probe_failures total": 1,
  });
  equal(measured(run, "time_to_first_event", "max").source, "streams.txt#L3");
  equal(measured(run, "event_gap", "max").source, "streams.txt#L7");
  equal(measured(run, "chunks_per_response", "min").source, "streams.txt#L4");
});

Deno.test("a probe's file of a real run is read whole", () => {
  const [run] = read(fixture("stream_probe/paced.txt"));
  deepEqual(rules(run), []);
  // The stub waits 20 ms before each event but the first.
  const gap = measured(run, "event_gap", "mean").value;
  equal(gap > 0.0195 && gap < 0.021, true, String(gap));
  equal(measured(run, "time_to_last_event", "min").value >= 2.4, true);
  equal(measured(run, "chunks_per_response", "max").value <= 126, true);
});

Deno.test("a probe's file gives nothing where it was cut, altered or is empty", () => {
  assertCutsAreHonest(format, SMALL);
  const broken = (from: string, to: string) => read(SMALL.replace(from, to))[0];
  for (
    const run of [
      broken("gap 12 1", "gap 0 1"),
      broken("gap 12 1", "gap 12 2"),
      broken("streams: 2", "streams: 3"),
      broken("2 41 8800", "2 41 8801"),
      broken("1203 10233", "10234 10233"),
      broken("# end\n", ""),
      broken("stream 100012", "stream x"),
    ]
  ) {
    deepEqual([run?.measurements, rules(run)], [[], ["truncated-input"]]);
  }
  const none = "# wallclock stream-probe 1\n# unit: us, streams: 0, failed: 9, cpu: 0\n# end\n";
  const [run] = read(none);
  assertValues(run, { "counter:probe_failures total": 9, "counter:probe_streams total": 0 });
});
