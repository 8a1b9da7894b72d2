/** Raw files by their folder, which is that of a trial: a report has four times as many files as trials. */
import type { ComponentChildren } from "preact";
import { formatNumber, formatQuantity } from "../../format.ts";
import type { FileEntry } from "../../model/inventory.ts";
import { isLong, ScrollTable } from "../scroll_table.tsx";

export interface RawFilesTableProps {
  files: readonly FileEntry[];
  /** A link to a file, called by this text. */
  link: (file: FileEntry, text: string) => ComponentChildren;
}

/** Checksums stand here only of files that are kept elsewhere: SHA256SUMS has those of all others. */
export function RawFilesTable({ files, link }: RawFilesTableProps) {
  const folders = [...Map.groupBy(files, ({ path }) => path.slice(0, path.lastIndexOf("/")))];
  const long = isLong(folders.length);
  return (
    <ScrollTable
      id="raw-list"
      caption="As they were written, byte for byte, by trial"
      long={long}
      sortable
      filter={long}
    >
      <thead>
        <tr>
          <th scope="col">Folder</th>
          <th scope="col">Files</th>
          <th scope="col" class="number">Bytes</th>
        </tr>
      </thead>
      <tbody>
        {folders.map(([folder, own]) => (
          <tr key={folder}>
            <th scope="row">{folder}</th>
            <td class="files">
              {own.map((file, index) => (
                <>
                  {index > 0 && ", "}
                  {link(file, file.path.slice(folder.length + 1))}{" "}
                  {formatQuantity(file.bytes, "B", "")}
                  {file.url !== undefined && <code>{file.sha256}</code>}
                </>
              ))}
            </td>
            <td class="number">
              {formatNumber(own.reduce((sum, { bytes }) => sum + bytes, 0))}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
