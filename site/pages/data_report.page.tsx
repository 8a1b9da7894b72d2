/** The files of a report: all of them, with sizes and checksums, the raw ones too. */
import { Cite } from "../components/data/cite.tsx";
import { FilesTable } from "../components/data/files_table.tsx";
import { Loading } from "../components/data/loading.tsx";
import { RawFilesTable } from "../components/data/raw_files_table.tsx";
import { renderPage } from "../components/layout.tsx";
import { ReportBanners } from "../components/report_banners.tsx";
import { formatCount, formatDate, formatQuantity } from "../format.ts";
import { dataFile, dataPage, reportPage, type To } from "../links.ts";
import { archiveFile, cardFile, checksumsFile } from "../model/addresses.ts";
import { DATA_PAGE } from "../model/page_addresses.ts";
import { archiveOf, divide, NOT_INCLUDED } from "../model/archive.ts";
import { citationOf } from "../model/citation.ts";
import { filesNote } from "../model/corrections.ts";
import { wordsFor } from "../model/file_words.ts";
import { type FileEntry, type Inventory, inventoryOf, totalBytes } from "../model/inventory.ts";
import type { Report } from "../model/report.ts";
import { exampleOf } from "../model/snippets.ts";
import type { PageOutput, ReportView, SiteData } from "../page.ts";

export const scope = "report";

export default async function* dataOfReports(data: SiteData): AsyncGenerator<PageOutput> {
  for (const view of data.reports) {
    const { report } = view;
    const archive = await archiveOf(report);
    yield filesOf(view, inventoryOf(report), archive.length, data);
  }
}

function filesOf(
  view: ReportView,
  { own, raw }: Inventory,
  archiveBytes: number,
  data: SiteData,
): PageOutput {
  const { report, standing } = view;
  const { name, manifest } = report;
  const left = divide(raw).left;
  const size = formatQuantity(totalBytes([...own, ...raw]), "B", "bytes_received");
  return renderPage({
    url: dataPage(name),
    title: `Files: ${manifest.title} · Wallclock`,
    description: `Tables, manifest and raw files of “${manifest.title}”, with checksums.`,
    site: data.address,
    image: cardFile(name),
    trail: [["Data", DATA_PAGE], [manifest.title, reportPage(name)]],
    opening: (to) => (
      <header>
        <h1>Files: {manifest.title}</h1>
        <p class="dateline">{formatDate(manifest.created)} · {name}</p>
        <ReportBanners data={data} standing={standing} to={to} />
        <p class="answer">
          <a href={to(archiveFile(name))}>{name}.zip</a>{" "}
          ({formatQuantity(archiveBytes, "B", "bytes_received")}) holds{" "}
          {left.length === 0 ? "all" : "most"} of {formatCount(own.length + raw.length, "file")},
          {" "}
          {size} unpacked.
        </p>
        {left.length > 0 && (
          <p>
            {formatCount(left.length, "raw file")} too large for it: <code>{NOT_INCLUDED}</code>
            {" "}
            in the archive has their addresses.
          </p>
        )}
        <p>
          <a href={to(checksumsFile(name))}>SHA256SUMS</a> checks a copy with{" "}
          <code>sha256sum --check SHA256SUMS</code>. {filesNote(standing)}
        </p>
      </header>
    ),
    sections: (to) => [
      {
        id: "tables",
        title: "Tables and manifest",
        content: (
          <FilesTable
            id="table-list"
            caption="Tables, their schema, and what ran"
            titles={["File", "Holds"]}
            rows={own.map((file) => ({
              ...file,
              name: link(report, file, to, file.path),
              about: wordsFor(file.path),
            }))}
          />
        ),
      },
      {
        id: "raw",
        title: "Raw files",
        content: raw.length === 0 ? <p>There is none.</p> : (
          <>
            <p>
              <a href={to(checksumsFile(name))}>SHA256SUMS</a>{" "}
              has the checksum of each that is kept here.
            </p>
            <RawFilesTable
              files={raw}
              link={(file, text) => link(report, file, to, text)}
            />
          </>
        ),
      },
      {
        id: "load",
        title: "How to load it",
        content: <Loading input={exampleOf(view, data)} whole={data.address !== undefined} />,
      },
      {
        id: "cite",
        title: "How to cite it",
        content: <Cite citation={citationOf(report, own, data.address)} />,
      },
    ],
  });
}

function link({ name }: Report, { path, url }: FileEntry, to: To, text: string) {
  return <a href={url ?? to(dataFile(name, path))}>{text}</a>;
}
