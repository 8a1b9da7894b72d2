/** All data in one place: archives, files with checksums, columns, how to load and how to cite. */
import { Breakable } from "../components/breakable.tsx";
import { Cite } from "../components/data/cite.tsx";
import { type FileRow, FilesTable } from "../components/data/files_table.tsx";
import { Loading } from "../components/data/loading.tsx";
import { Schema } from "../components/data/schema.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { formatCount, formatDate, formatQuantity } from "../format.ts";
import { dataFile, dataPage, type To } from "../links.ts";
import { archiveFile, FEED } from "../model/addresses.ts";
import { DATA_PAGE } from "../model/page_addresses.ts";
import { citationOf } from "../model/citation.ts";
import { wordsFor } from "../model/file_words.ts";
import { exampleOf } from "../model/snippets.ts";
import { type Stock, stockOf } from "../model/stock.ts";
import { leadingReport, type PageOutput, type ReportView, type SiteData } from "../page.ts";

/** A report with its files. */
interface Stocked {
  view: ReportView;
  stock: Stock;
}

export default async function* dataIndex(data: SiteData): AsyncGenerator<PageOutput> {
  const stocked: Stocked[] = [];
  for (const view of data.reports) stocked.push({ view, stock: await stockOf(view.report) });
  const bytes = stocked.reduce((sum, { stock }) => sum + stock.bytes, 0);
  yield renderPage({
    url: DATA_PAGE,
    title: "Data · Wallclock",
    description: "Every table, manifest and raw file behind the figures, with checksums, columns " +
      "and programs that load them.",
    site: data.address,
    trail: [],
    opening: (to) => (
      <header>
        <h1>Data</h1>
        <p class="answer">
          Every table and raw file behind the figures: {formatCount(stocked.length, "report")},{" "}
          {formatQuantity(bytes, "B", "bytes_received")}.
        </p>
        <p>
          Each archive holds a report’s tables, manifest and raw files with their checksums. New
          reports are in the <a href={to(FEED)}>feed</a>.
        </p>
      </header>
    ),
    sections: (to) => sectionsOf(stocked, data, to),
  });
}

function sectionsOf(stocked: readonly Stocked[], data: SiteData, to: To): Section[] {
  const lead = leadingReport(data);
  const shown = stocked.find(({ view }) => view === lead) ?? stocked[0];
  const schema: Section = { id: "columns", title: "Columns", content: <Schema /> };
  if (shown === undefined) return [schema];
  const { view, stock: { own } } = shown;
  return [
    {
      id: "archives",
      title: "Archives",
      content: (
        <FilesTable
          id="archive-list"
          caption="A ZIP file per report, newest first"
          titles={["Archive", "Report"]}
          rows={stocked.map((each) => archiveRow(each, to))}
        />
      ),
    },
    {
      id: "files",
      title: "Files",
      content: (
        <FilesTable
          id="file-list"
          caption="Tables and manifests of every report; raw files are on the page of each"
          titles={["File", "Holds"]}
          rows={stocked.flatMap(({ view, stock }) =>
            stock.own.map(({ path, ...size }) => ({
              name: (
                <a href={to(dataFile(view.report.name, path))}>
                  <Breakable text={`${view.report.name}/${path}`} />
                </a>
              ),
              about: wordsFor(path),
              ...size,
            }))
          )}
        />
      ),
    },
    {
      id: "load",
      title: "How to load it",
      content: <Loading input={exampleOf(view, data)} whole={data.address !== undefined} />,
    },
    schema,
    {
      id: "cite",
      title: "How to cite it",
      content: <Cite citation={citationOf(view.report, own, data.address)} />,
    },
  ];
}

function archiveRow({ view, stock }: Stocked, to: To): FileRow {
  const { name, manifest } = view.report;
  return {
    name: <a href={to(archiveFile(name))}>{name}.zip</a>,
    about: (
      <>
        <a href={to(dataPage(name))}>{manifest.title}</a>
        <small>
          {formatDate(manifest.created)}, {formatCount(stock.raw, "raw file")}
        </small>
      </>
    ),
    ...stock.archive,
  };
}
