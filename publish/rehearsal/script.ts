/** A `run:` of a step: bash, as a runner calls it, with nothing of this process's own rights to GitHub. */
import { readTextIfThere } from "../../common/files.ts";
import { type Place, SERVER } from "./place.ts";
import { endMarked, MARK } from "./processes.ts";

export interface ScriptCall {
  script: string;
  environment: Readonly<Record<string, string>>;
  workspace: string;
  /** Beginning of the paths of the step's own files: script, outputs, summary, log. */
  files: string;
  place: Place;
  /** Called once it runs; what it returns is called when it ended. */
  during?: (end: () => void) => () => void;
}

/** Names that a job does not inherit: another workflow's, npm's, and whatever gives rights. */
const NOT_INHERITED = /^(GITHUB_|GH_|ACTIONS_|RUNNER_|CI$|npm_|GIT_)|TOKEN|SECRET|PASSWORD/;

/** Runs a script to its end. */
export async function runScript(call: ScriptCall): Promise<{
  success: boolean;
  /** The last it printed. */
  printed: string;
  outputs: Record<string, string>;
  summary: string;
}> {
  const { files, place } = call;
  await Deno.writeTextFile(`${files}.sh`, call.script);
  await Deno.writeTextFile(`${files}.output`, "");
  const inherited = Object.fromEntries(
    Object.entries(Deno.env.toObject()).filter(([name]) => !NOT_INHERITED.test(name)),
  );
  const log = await Deno.open(`${files}.log`, { write: true, create: true, truncate: true });
  const child = new Deno.Command("bash", {
    args: ["-c", 'exec bash -e "$1" > "$2" 2>&1', "step", `${files}.sh`, `${files}.log`],
    cwd: call.workspace,
    clearEnv: true,
    env: {
      ...inherited,
      PATH: `${place.programs}:${Deno.env.get("PATH") ?? ""}`,
      CI: "true",
      NO_COLOR: "1",
      GITHUB_ACTIONS: "true",
      GITHUB_OUTPUT: `${files}.output`,
      GITHUB_STEP_SUMMARY: `${files}.summary`,
      GITHUB_WORKSPACE: call.workspace,
      GITHUB_SERVER_URL: SERVER,
      [MARK]: place.folder,
      ...call.environment,
    },
    stdin: "null",
  }).spawn();
  log.close();
  const ending: Promise<unknown>[] = [];
  const ended = call.during?.(() => void ending.push(endMarked(place.folder)));
  const { success } = await child.status;
  ended?.();
  // What the next step starts must not be ended too.
  await Promise.all(ending);
  const printed = (await Deno.readTextFile(`${files}.log`)).trimEnd().split("\n").slice(-40);
  const outputs: Record<string, string> = {};
  for (const line of (await Deno.readTextFile(`${files}.output`)).split("\n")) {
    const equals = line.indexOf("=");
    if (equals > 0) outputs[line.slice(0, equals)] = line.slice(equals + 1);
  }
  const summary = await readTextIfThere(`${files}.summary`) ?? "";
  return { success, printed: printed.join("\n"), outputs, summary };
}
