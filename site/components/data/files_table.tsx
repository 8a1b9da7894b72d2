/** Files with their sizes and checksums. */
import type { ComponentChildren } from "preact";
import { formatNumber } from "../../format.ts";
import { isLong, ScrollTable } from "../scroll_table.tsx";

export interface FileRow {
  /** Report or file that leads the row. */
  name: ComponentChildren;
  about: ComponentChildren;
  bytes: number;
  sha256: string;
}

export interface FilesTableProps {
  id: string;
  caption: string;
  /** Headers of the first two columns. */
  titles: readonly [string, string];
  rows: readonly FileRow[];
}

export function FilesTable({ id, caption, titles: [first, second], rows }: FilesTableProps) {
  const long = isLong(rows.length);
  return (
    <ScrollTable id={id} caption={caption} long={long} sortable filter={long}>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">{second}</th>
          <th scope="col" class="number">Bytes</th>
          <th scope="col">SHA-256</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, about, bytes, sha256 }) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="words">{about}</td>
            <td class="number">{formatNumber(bytes)}</td>
            <td class="checksum">
              <code>{sha256}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
