/** k6 from its Go module: compiled once, kept in the cache. */
import { findExecutables, outputOf, statedVersion } from "../../host/programs.ts";
import { CACHE } from "../../paths.ts";
import { buildTool } from "../build_tool.ts";

/** Of the module go.k6.io/k6; its checksum is in Go's public database, which `go` asks. */
export const K6_VERSION = "1.8.1";
const MODULE = "go.k6.io/k6";

const FOLDER = `${CACHE}/tools/k6-${K6_VERSION}`;
const BINARY = `${FOLDER}/k6`;

/** Seconds that compiling may take on a slow core. */
const MOST_SECONDS = 3600;

/** k6 compiled from its module, or one of the same version that this host has; undefined where there is neither. */
export async function findK6(): Promise<string | undefined> {
  for (const path of [BINARY, ...findExecutables("k6")]) {
    if (await statedVersion([path, "version"]) === K6_VERSION) return path;
  }
  return undefined;
}

/** The program `go`, which compiles k6; undefined where it is not installed. */
export function findGo(): string | undefined {
  return findExecutables("go", ["/usr/local/go/bin", "/usr/lib/go/bin"])[0];
}

/**
 * The path of k6, compiled if need be (minutes of one core); undefined where Go is not installed. Throws a Failure
 * where it cannot be compiled, and the reason of `signal` where it fires before.
 */
export async function installK6(signal: AbortSignal): Promise<string | undefined> {
  const found = await findK6();
  if (found !== undefined) return found;
  const go = findGo();
  if (go === undefined) return undefined;
  await Deno.mkdir(FOLDER, { recursive: true });
  // One package at a time: the compiler would take all memory of a small host.
  const args = ["install", "-p", "1", "-trimpath", `${MODULE}@v${K6_VERSION}`];
  await buildTool("k6", {
    argv: ["go", ...args],
    command: [go, ...args],
    cwd: FOLDER,
    environment: { GOBIN: FOLDER, CGO_ENABLED: "0", GOFLAGS: "" },
    mostSeconds: MOST_SECONDS,
  }, signal);
  return BINARY;
}

/** `go1.26.8`; empty where Go is not installed. */
export async function goVersion(): Promise<string> {
  const go = findGo();
  return go === undefined ? "" : /go\d[\w.]*/.exec(await outputOf([go, "version"]))?.[0] ?? "";
}
