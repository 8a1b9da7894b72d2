/** The raw files of an implementation, folder by folder, each with what it must be. */
import type { Trial } from "../../pipeline/report.ts";
import { formatCount, formatLoad, formatNumber, formatQuantity } from "../format.ts";
import { type FileAddress, trialId } from "../links.ts";
import type { ImplementationView } from "../model/implementation.ts";
import { Breakable } from "./breakable.tsx";
import { ClosedCase } from "./closed_case.tsx";
import { ScrollTable } from "./scroll_table.tsx";

type RawView = ImplementationView["raw"][number];

/** So many files fit a screen. */
const FEW = 20;

interface RawFilesProps {
  files: readonly RawView[];
  fileAddress: FileAddress;
  /** Address of the checksums of all files of the report. */
  checksums: string;
}

/** Every raw file; many are closed until asked for. */
export function RawFiles({ checksums, ...props }: RawFilesProps) {
  const { files } = props;
  if (files.length <= FEW) return <RawFilesTable {...props} />;
  const bytes = files.reduce((sum, { file }) => sum + file.bytes, 0);
  return (
    <>
      <p>
        {formatCount(files.length, "file")}, {formatQuantity(bytes, "B", "bytes_received")};{" "}
        <a href={checksums}>SHA256SUMS</a> has the checksum of each that is kept here.
      </p>
      <ClosedCase name="Every file, trial by trial" kept>
        <RawFilesTable {...props} />
      </ClosedCase>
    </>
  );
}

/** A folder, and of which trials its files are, is said once above them. */
function RawFilesTable({ files, fileAddress }: Omit<RawFilesProps, "checksums">) {
  const groups = Map.groupBy(
    files,
    ({ file, trials }) => [folderOf(file.path), ...trials.map(({ id }) => id)].join("\0"),
  );
  return (
    <ScrollTable id="raw-list" caption="Every raw file, as it was when its trial ended" long>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col" class="number">Bytes</th>
          <th scope="col">SHA-256</th>
        </tr>
      </thead>
      {[...groups.values()].map((own) => (
        <tbody>
          <GroupRow of={own} />
          {own.map(({ file }) => (
            <tr>
              <th scope="row">
                <a href={fileAddress(file.path)}>
                  <Breakable as="file" text={nameOf(file.path)} />
                </a>
              </th>
              <td class="number">{formatNumber(file.bytes)}</td>
              <td>
                <code class="hash">{file.sha256}</code>
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </ScrollTable>
  );
}

/** "8 connections, trial 1 raw/x.1/"; the folder of several trials says how many they are. */
function GroupRow({ of: [first] }: { of: readonly RawView[] }) {
  if (first === undefined) return null;
  const { file, trials: [trial, ...more] } = first;
  return (
    <tr>
      <th scope="rowgroup" colSpan={3} class="folder">
        {trial !== undefined && more.length === 0
          ? <a href={`#${trialId(trial.id)}`}>{trialText(trial)}</a>
          : formatCount(more.length + 1, "trial")} <code>{folderOf(file.path)}</code>
      </th>
    </tr>
  );
}

/** "8 connections, trial 1". */
function trialText({ case: ofCase, load, load_unit, trial }: Trial): string {
  return [ofCase, formatLoad(load, load_unit), `trial ${trial}`].filter((part) => part !== "")
    .join(", ");
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
