import { ROOT } from "../../paths.ts";
import type { AskedFor } from "../../scenario.ts";
import type { LoadTool, ReadyLoadTool } from "../load_tool.ts";
import { findCargo, findRounds, installRounds, roundsVersion } from "./install.ts";

const GET = "Cargo compiles it at its first use: https://rustup.rs";

/** Seconds a run may take beyond its least: the last round of a slow server, and timeouts within it. */
const MOST_SECONDS_OF_A_ROUND = 60;

/** Our own tool for fixed work: a closed loop of whole rounds of requests, every body checked. README.md. */
export const rounds: LoadTool = {
  name: "rounds",
  get: GET,
  async look() {
    const version = await roundsVersion();
    if (findCargo() === undefined) {
      return { version: "", lacks: [{ reason: "Cargo is not installed", remedy: GET }] };
    }
    const isBuilt = await findRounds() !== undefined;
    return { version: isBuilt ? version : `${version}, compiled at its first use`, lacks: [] };
  },
  async prepare(signal) {
    const binary = await installRounds(signal);
    if (binary === undefined) return undefined;
    return roundsAt(binary, await roundsVersion());
  },
};

/** The tool whose program is at that path. */
export function roundsAt(binary: string, version: string): ReadyLoadTool {
  return {
    name: "rounds",
    version,
    notes: [
      "rounds is a closed loop: a worker asks again when it has its answer, so a stall delays the requests behind it and the tail is understated.",
      "It makes whole rounds of requests and begins another one until the seconds are over: the number of requests is fixed work times rounds, and is recorded.",
      "The length of every body is checked, and every byte of one in 61; an answer with a wrong body is no answer.",
      "It runs one thread, keeps connections open, and opens them before the first request.",
    ],
    cannot: ({ stages = [] }) =>
      new Set(stages.map(({ target }) => target)).size > 1
        ? "changes its load, and rounds holds its connections"
        : undefined,
    generator({ case: { request }, address, load, seconds, requests, cores }) {
      const argv = [
        "rounds",
        `--connections=${load ?? 1}`,
        `--seconds=${seconds}`,
        `--round=${requests}`,
        ...(request === undefined ? [] : argumentsOf(request)),
        address,
      ];
      return {
        role: "generator",
        argv,
        command: [binary, ...argv.slice(1)],
        environment: {},
        // The scenario names its list of requests from the project's root.
        cwd: ROOT,
        cores: [...cores],
        seconds,
        endsItself: true,
        mostSeconds: seconds + MOST_SECONDS_OF_A_ROUND,
        stdout: "rounds.ndjson",
        writes: {},
        faultOf,
      };
    },
  };
}

function argumentsOf({ method, headers, body }: AskedFor): string[] {
  return [
    `--method=${method}`,
    ...Object.entries(headers).map(([name, value]) => `--header=${name}: ${value}`),
    `--body=${body}`,
  ];
}

/** Why what the tool printed is no result; a server that sends a wrong file has not done the work. */
export function faultOf(stdout: string): string | undefined {
  const lines = stdout.trimEnd().split("\n");
  if (lines.at(-1) !== '{"end":true}') {
    return "rounds printed no whole result; rounds.ndjson holds what it printed";
  }
  const totals: { requests: number; errors: { check: number } } = JSON.parse(lines[1] as string);
  const { requests, errors } = totals;
  if (errors.check > 0) {
    return `${errors.check} answers beside ${requests} right ones had another body than what was asked for`;
  }
  return undefined;
}
