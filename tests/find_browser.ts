/** A Chromium for the tests: the one that is named, the system's, or one that an npm package carries. */
import { type Browser, chromium } from "playwright-core";
import { messageOf } from "../common/failure.ts";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Headless Chromium for x86-64 Linux; 70 MB, so fetched only where there is no other. */
const CARRIED = "npm:@sparticuz/chromium@153.0.0";

/** Any name of a runtime on Amazon Linux 2023: the package asks for it before it unpacks its libraries. */
const LAMBDA = "nodejs22.x";

const UNPACK = `
  const { default: chromium } = await import("${CARRIED}");
  console.log(await chromium.executablePath());
  console.log(Deno.env.get("LD_LIBRARY_PATH") ?? "");
`;

const REMEDY = "install Chromium (Debian: apt-get install chromium), " +
  "or set CHROMIUM to the path of one";

/** Nothing that reaches out of the machine or needs rights that a container lacks. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts a browser, with these flags too. Throws an Error that says how to get one where none can be started.
 */
export async function launchBrowser(...flags: string[]): Promise<Browser> {
  const executablePath = await executable();
  try {
    return await chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
  } catch (error) {
    throw new Error(`${executablePath} does not start: ${messageOf(error)}; ${REMEDY}`);
  }
}

async function executable(): Promise<string> {
  const named = Deno.env.get("CHROMIUM");
  if (named !== undefined && named !== "") return named;
  for (const path of SYSTEM) {
    if (await isFile(path)) return path;
  }
  return await carried();
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}

/** Unpacks the carried browser into the folder for temporary files and returns its path. */
async function carried(): Promise<string> {
  if (Deno.build.os !== "linux" || Deno.build.arch !== "x86_64") {
    throw new Error(`no browser was found, and none is carried for this system; ${REMEDY}`);
  }
  // A process of its own without the lock file: whoever has a browser should not fetch 70 MB for the lock.
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", "--no-config", UNPACK],
    // Makes the package unpack the libraries too that a bare system lacks.
    env: { AWS_LAMBDA_JS_RUNTIME: LAMBDA },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  const [path, libraries] = decoder.decode(stdout).trim().split("\n");
  if (!success || path === undefined || libraries === undefined) {
    const why = decoder.decode(stderr).trim().split("\n").at(-1);
    throw new Error(`no browser was found, and ${CARRIED}: ${why}; ${REMEDY}`);
  }
  Deno.env.set("LD_LIBRARY_PATH", libraries);
  return path;
}
