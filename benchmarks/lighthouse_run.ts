/** One run of Lighthouse in a process of its own; when it is over, neither it nor its browser is left. */
import { Failure, messageOf } from "../common/failure.ts";
import { sendSignal } from "../common/signals.ts";

/** Fetched when it runs, and no part of the lock file. */
const LIGHTHOUSE = "npm:lighthouse@12.8.2";

/** What is read of a result. */
export interface Result {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; numericValue?: number }>;
}

export interface RunOptions {
  /** What Lighthouse is told besides the address. */
  flags: readonly string[];
  /** Where it and its browser keep what they write; whoever made the folder takes it away. */
  folder: string;
  limitSeconds: number;
  /** Ends the run; its reason is what is thrown. */
  signal: AbortSignal;
  /** Run in place of Lighthouse, by tests. */
  program?: string;
}

/** Runs Lighthouse on a page. Throws a Failure where it fails, or has no result within the limit. */
export async function runLighthouse(address: string, options: RunOptions): Promise<Result> {
  const { flags, limitSeconds, signal, program = LIGHTHOUSE } = options;
  const folder = await Deno.makeTempDir({ dir: options.folder });
  signal.throwIfAborted();
  const chromium = Deno.env.get("CHROMIUM");
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-lock", "--no-config", "--allow-all", program, address],
      ...["--quiet", "--output=json", "--output-path=stdout", ...flags],
    ],
    env: {
      NO_COLOR: "1",
      TMPDIR: folder,
      ...(chromium === undefined ? {} : { CHROME_PATH: chromium }),
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let late = false;
  const end = () => sendSignal(child, "SIGKILL");
  const timer = setTimeout(() => {
    late = true;
    end();
  }, limitSeconds * 1000);
  signal.addEventListener("abort", end);
  const decoder = new TextDecoder();
  try {
    const { success, stdout, stderr } = await child.output();
    signal.throwIfAborted();
    const said = decoder.decode(stderr).trim().split("\n").slice(-5).join("\n");
    if (late) throw new Failure(`no result after ${limitSeconds} s\n${said}`.trim());
    if (!success) throw new Failure(`it failed\n${said}`.trim());
    return JSON.parse(decoder.decode(stdout));
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Failure(`${program} at ${address}: ${messageOf(error)}`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    await endBrowser(folder);
  }
}

/**
 * Ends the browser that a run left behind. Lighthouse writes the id of its browser's process, which leads a group
 * of its own, beside the browser's profile, and takes both away when it has ended the browser itself.
 */
async function endBrowser(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    const text = await Deno.readTextFile(`${folder}/${name}/chrome.pid`).catch(() => "");
    const id = Number(text);
    // Zero would be our own group.
    if (Number.isSafeInteger(id) && id > 1) sendSignal(-id, "SIGKILL");
  }
}
