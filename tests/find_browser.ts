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

/** Starts a browser. Throws an Error that says how to get one where none can be started. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await executable();
  try {
    return await chromium.launch({ executablePath, args: FLAGS });
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
  // Makes the package unpack the libraries too that a bare system lacks, and point the loader at them.
  Deno.env.set("AWS_LAMBDA_JS_RUNTIME", "nodejs22.x");
  try {
    const module = await import(CARRIED) as { default: { executablePath(): Promise<string> } };
    return await module.default.executablePath();
  } catch (error) {
    throw new Error(`no browser was found, and ${CARRIED}: ${messageOf(error)}; ${REMEDY}`);
  }
}
