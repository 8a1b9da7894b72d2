import { writeFileSync } from "node:fs";
import process from "node:process";

const [out, repetitions] = process.argv.slice(2);
if (out !== `--out=${process.env.WALLCLOCK_JSON}`) throw new Error(`not the same file: ${out}`);

/** Milliseconds of a loop of that many steps. */
function time(steps) {
  const began = performance.now();
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += Math.sqrt(step);
  if (sum < 0) console.log(sum);
  return performance.now() - began;
}

// Long enough to be sampled a few times.
const until = performance.now() + 400;
while (performance.now() < until) time(1e6);

const benchmarks = [];
for (const steps of [1e6, 4e6]) {
  for (let index = 0; index < Number(repetitions); index++) {
    const milliseconds = time(steps);
    benchmarks.push({
      name: `BM_Loop/${steps}/real_time`,
      run_name: `BM_Loop/${steps}/real_time`,
      run_type: "iteration",
      repetitions: Number(repetitions),
      repetition_index: index,
      threads: 1,
      iterations: 1,
      real_time: milliseconds,
      cpu_time: milliseconds,
      time_unit: "ms",
      items_per_second: steps / milliseconds * 1000,
    });
  }
}
console.log(`uring: ${process.env.URING ?? "off"}`);
writeFileSync(
  process.env.WALLCLOCK_JSON,
  JSON.stringify({ context: { executable: "program.mjs", num_cpus: 1 }, benchmarks }),
);
