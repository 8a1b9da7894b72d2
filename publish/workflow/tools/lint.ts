/** What actionlint and zizmor say of workflows. */
import { Failure } from "../../../common/failure.ts";
import { outputOf } from "../../run.ts";

export interface LintFinding {
  tool: "actionlint" | "zizmor";
  /** The tool's own name of the rule. */
  rule: string;
  /** As it was given. */
  file: string;
  message: string;
}

/** Findings of actionlint; `config` names our own runners' labels. Its helpers for scripts are left out. */
export async function runActionlint(
  program: string,
  files: readonly string[],
  config: string,
): Promise<LintFinding[]> {
  const { text, problem } = await outputOf([
    program,
    "-shellcheck=",
    "-pyflakes=",
    `-config-file=${config}`,
    "-format={{json .}}",
    ...files,
  ]);
  const found = parse(text, problem, program) as {
    kind: string;
    filepath: string;
    line: number;
    message: string;
  }[];
  return found.map(({ kind, filepath, line, message }) => ({
    tool: "actionlint",
    rule: kind,
    file: fileOf(files, filepath),
    message: `line ${line}: ${message}`,
  }));
}

/** Findings of zizmor at its strictest (`auditor` sees what `--pedantic` does, and our own machines), offline. */
export async function runZizmor(program: string, files: readonly string[]): Promise<LintFinding[]> {
  const { text, problem } = await outputOf([
    program,
    "--offline",
    "--persona=auditor",
    "--no-config",
    "--no-progress",
    "--no-exit-codes",
    "--format=json-v1",
    ...files,
  ]);
  const found = parse(text, problem, program) as {
    ident: string;
    desc: string;
    locations: unknown[];
  }[];
  return found.map(({ ident, desc, locations }) => ({
    tool: "zizmor",
    rule: ident,
    file: fileOf(files, JSON.stringify(locations)),
    message: desc,
  }));
}

function parse(text: string, problem: string, program: string): unknown[] {
  try {
    return JSON.parse(text) as unknown[];
  } catch {
    throw new Failure(`${program} printed no list of findings: ${problem || text}`);
  }
}

/** The file that a path or a location speaks of. */
function fileOf(files: readonly string[], said: string): string {
  return files.find((file) => said.includes(file.slice(file.lastIndexOf("/") + 1))) ?? said;
}
