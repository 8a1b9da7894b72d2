/** Tables for a terminal. */
import { greatestOf } from "../../common/lists.ts";

/** One column: its heading and whether its fields end at one line. */
export interface TextColumn {
  name: string;
  right?: boolean;
}

/** A heading and rows as aligned lines; a column without any field is left out. */
export function alignColumns(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
): string[] {
  const used = columns.map((_, index) => rows.some((row) => row[index] !== ""));
  const lines = [columns.map(({ name }) => name), ...rows];
  const widths = columns.map((_, index) =>
    greatestOf(lines.map((line) => [...line[index] ?? ""].length))
  );
  return lines.map((line) =>
    columns.flatMap(({ right }, index) => {
      if (!used[index]) return [];
      const field = line[index] ?? "";
      const room = " ".repeat((widths[index] as number) - [...field].length);
      return [right ? room + field : field + room];
    }).join("  ").trimEnd()
  );
}

/** Numbers as the pages have them, with plain spaces and minus signs, since lines are searched and cut. */
export function plain(text: string): string {
  return text.replace(/\u00a0/g, " ").replaceAll("\u2212", "-");
}
