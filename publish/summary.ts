/** What a person reads on the page of a run: markdown for GITHUB_STEP_SUMMARY, stdout where there is none. */
import { printData, withoutControls } from "../common/command.ts";

/** Text out of data as markdown that is only text: nothing in it makes a link, a mention, a tag or a cell. */
export function plain(text: string): string {
  return withoutControls(text)
    .replace(/[\\`*_[\]<>|&~@#]|:(?=\/\/)/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/www\./gi, (start) => `${start.slice(0, 3)}&#46;`);
}

/** A table; the cells are made safe here. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map(() => "---")),
    ...rows.map((row) => line(row.map(plain))),
    "",
  ].join("\n");
}

/** Shows markdown on the run's page, or on stdout. */
export async function showSummary(markdown: string): Promise<void> {
  const file = Deno.env.get("GITHUB_STEP_SUMMARY");
  if (file === undefined || file === "") printData(`${markdown}\n`);
  else await Deno.writeTextFile(file, `${markdown}\n`, { append: true });
}

/** Hands a value to later steps and jobs; nothing to do where there is no workflow. */
export async function setOutput(name: string, value: string): Promise<void> {
  const file = Deno.env.get("GITHUB_OUTPUT");
  if (file === undefined || file === "") return;
  if (/[\r\n]/.test(value)) throw new RangeError(`the output ${name} has more than one line`);
  await Deno.writeTextFile(file, `${name}=${value}\n`, { append: true });
}
