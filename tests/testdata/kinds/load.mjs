/**
 * A load tool for tests: `node load.mjs ADDRESS AT_A_TIME LEAST_REQUESTS LEAST_SECONDS` asks until both are
 * reached and prints a summary as k6 does; every answer goes to the file named by WALLCLOCK_ANSWERS.
 */
import { writeFileSync } from "node:fs";
import process from "node:process";

const [address, ...numbers] = process.argv.slice(2);
const [atATime, leastRequests, leastSeconds] = numbers.map(Number);
const began = performance.now();
const seconds = () => (performance.now() - began) / 1000;
const times = [];
const answers = [];

async function worker() {
  while (times.length < leastRequests || seconds() < leastSeconds) {
    const asked = performance.now();
    try {
      answers.push(await (await fetch(address)).text());
      times.push(performance.now() - asked);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

await Promise.all(Array.from({ length: atATime }, worker));
const lasted = seconds();
times.sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
const duration = {
  avg: times.reduce((sum, each) => sum + each, 0) / times.length,
  min: at(0),
  med: at(0.5),
  max: at(1),
  "p(90)": at(0.9),
  "p(95)": at(0.95),
};
writeFileSync(process.env.WALLCLOCK_ANSWERS, answers.join("\n").padEnd(100_000, " \n"));
console.log(JSON.stringify({
  metrics: {
    http_reqs: { count: times.length, rate: times.length / lasted },
    http_req_duration: duration,
  },
}));
