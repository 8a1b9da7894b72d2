import { deepEqual, equal } from "node:assert/strict";
import { noisyHost } from "./noisy_host.ts";
import type { HostFacts } from "./rule.ts";
import { check, factsOf, loadRows } from "./testing.ts";

const QUIET: HostFacts = { stealSeconds: 0.05, loadAverage: 2.2, swapPages: 3 };

const said = (host: Partial<HostFacts>, coresGiven = 2) =>
  check(noisyHost, loadRows({ throughput: 1, duration: 10 }), {
    trials: [factsOf({ host: { ...QUIET, ...host }, coresGiven })],
  }).map(({ message }) => message);

Deno.test("noisy-host says nothing of a quiet host, nor of one that nobody watched", () => {
  deepEqual(said({}), []);
  deepEqual(
    check(noisyHost, loadRows({ throughput: 1 }), { trials: [factsOf({ host: null })] }),
    [],
  );
});

Deno.test("noisy-host tells steal, other load, swapping and a falling clock", () => {
  deepEqual(said({ stealSeconds: 0.4 }), [
    "the hypervisor gave 400 ms of CPU to others in 10 s (s.a.1)",
  ]);
  deepEqual(said({ loadAverage: 3.32 }), [
    "the load average was 3.32 when it began, with 2 cores of its own (s.a.1)",
  ]);
  deepEqual(said({ swapPages: 5000 }), ["5,000 pages were swapped (s.a.1)"]);
  deepEqual(said({ frequencyHertz: { lowest: 2.1e9, highest: 3.5e9 } }), [
    "the clock fell from 3.5 to 2.1 GHz (s.a.1)",
  ]);
});

Deno.test("noisy-host does not judge load where the trial's own cores are unknown", () => {
  deepEqual(said({ loadAverage: 9 }, 0), []);
});

Deno.test("noisy-host tells the worst of several trials once", () => {
  const rows = [1, 2].flatMap((trial) => loadRows({ trial, throughput: 1, duration: 10 }));
  const trials = [1, 2].map((trial) =>
    factsOf({ id: `s.a.${trial}`, trial, host: { ...QUIET, stealSeconds: trial } })
  );
  const findings = check(noisyHost, rows, { trials });
  equal(
    findings[0]?.message,
    "the hypervisor gave 2 s of CPU to others in 10 s (s.a.2, the worst of 2 trials)",
  );
  equal(findings[0]?.rows.length, 2);
});

Deno.test("noisy-host holds steal against all seconds of the trial: the warm-up is one of them", () => {
  const of = (stealSeconds: number) =>
    check(noisyHost, loadRows({ throughput: 1, duration: 10 }), {
      trials: [
        factsOf({ host: { ...QUIET, stealSeconds }, span: { began: 100, ended: 120 } }),
      ],
    }).map(({ message }) => message);
  deepEqual(of(0.15), []);
  deepEqual(of(0.3), ["the hypervisor gave 300 ms of CPU to others in 20 s (s.a.1)"]);
});

Deno.test("noisy-host does not take for another's load what the trial before may have left", () => {
  const BEGAN = Date.UTC(2026, 10, 23) / 1000;
  const saidAfter = (pause: number) =>
    check(noisyHost, [1, 2].flatMap((trial) => loadRows({ trial, throughput: 1, duration: 10 })), {
      trials: [
        factsOf({ coresGiven: 2, host: QUIET, span: { began: BEGAN, ended: BEGAN + 10 } }),
        factsOf({
          id: "s.a.2",
          trial: 2,
          coresGiven: 2,
          host: { ...QUIET, loadAverage: 18 },
          span: { began: BEGAN + 10 + pause, ended: BEGAN + 20 + pause },
        }),
      ],
    }).map(({ message }) => message);
  deepEqual(saidAfter(1), []);
  deepEqual(saidAfter(400), [
    "the load average was 18 when it began, with 2 cores of its own (s.a.2)",
  ]);
});

Deno.test("noisy-host takes the tool's duration for the trial's where nothing says when it began", () => {
  const rows = loadRows({ throughput: 1, duration: 60 });
  const of = (stealSeconds: number) =>
    check(noisyHost, rows, { trials: [factsOf({ host: { ...QUIET, stealSeconds } })] })
      .map(({ message }) => message);
  deepEqual(of(0.5), []);
  deepEqual(of(0.9), ["the hypervisor gave 900 ms of CPU to others in 60 s (s.a.1)"]);
});
