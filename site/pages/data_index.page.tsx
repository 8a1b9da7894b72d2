/** All data in one place: archives, files with checksums, columns, how to load and how to cite. */
import { sha256 } from "../../common/files.ts";
import { Cite } from "../components/data/cite.tsx";
import { type FileRow, FilesTable } from "../components/data/files_table.tsx";
import { Loading } from "../components/data/loading.tsx";
import { Schema } from "../components/data/schema.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { formatCount, formatDate, formatQuantity } from "../format.ts";
import { dataFile, type To } from "../links.ts";
import { archiveFile, DATA_PAGE, dataPage, FEED, wholeAddress } from "../model/addresses.ts";
import { archiveOf } from "../model/archive.ts";
import { citationOf } from "../model/citation.ts";
import { wordsFor } from "../model/file_words.ts";
import { type Inventory, inventoryOf, totalBytes } from "../model/inventory.ts";
import type { SnippetInput } from "../model/snippets.ts";
import { leadingReport, type PageOutput, type ReportView, type SiteData } from "../page.ts";

/** A report with its files, as this page lists them. */
interface Stock {
  view: ReportView;
  inventory: Inventory;
  archive: { bytes: number; sha256: string };
}

export default async function* dataIndex(data: SiteData): AsyncGenerator<PageOutput> {
  const stocks: Stock[] = [];
  for (const view of data.reports) {
    const inventory = await inventoryOf(view.report);
    const archive = await archiveOf(view.report);
    stocks.push({
      view,
      inventory,
      archive: { bytes: archive.length, sha256: await sha256(archive) },
    });
  }
  const bytes = stocks.reduce(
    (sum, { inventory: { own, raw } }) => sum + totalBytes(own) + totalBytes(raw),
    0,
  );
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
          Every table and raw file behind the figures: {formatCount(stocks.length, "report")},{" "}
          {formatQuantity(bytes, "B", "bytes_received")}.
        </p>
        <p>
          Each archive holds a report’s tables, manifest and raw files with their checksums. New
          reports are in the <a href={to(FEED)}>feed</a>.
        </p>
      </header>
    ),
    sections: (to) => sectionsOf(stocks, data, to),
  });
}

function sectionsOf(stocks: readonly Stock[], data: SiteData, to: To): Section[] {
  const lead = leadingReport(data);
  const stock = stocks.find(({ view }) => view === lead) ?? stocks[0];
  const schema: Section = { id: "columns", title: "Columns", content: <Schema /> };
  if (stock === undefined) return [schema];
  const { view: { report }, inventory: { own } } = stock;
  return [
    {
      id: "archives",
      title: "Archives",
      content: (
        <FilesTable
          id="archive-list"
          caption="A ZIP file per report, newest first"
          titles={["Archive", "Report"]}
          rows={stocks.map((each) => archiveRow(each, to))}
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
          rows={stocks.flatMap(({ view, inventory }) =>
            inventory.own.map(({ path, ...size }) => ({
              name: <a href={to(dataFile(view.report.name, path))}>{view.report.name}/{path}</a>,
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
      content: <Loading input={exampleOf(stock.view, data)} whole={data.address !== undefined} />,
    },
    schema,
    {
      id: "cite",
      title: "How to cite it",
      content: <Cite citation={citationOf(report, own, data.address)} />,
    },
  ];
}

function archiveRow({ view, inventory, archive }: Stock, to: To): FileRow {
  const { name, manifest } = view.report;
  return {
    name: <a href={to(archiveFile(name))}>{name}.zip</a>,
    about: (
      <>
        <a href={to(dataPage(name))}>{manifest.title}</a>
        <small>
          {formatDate(manifest.created)}, {formatCount(inventory.raw.length, "raw file")}
        </small>
      </>
    ),
    ...archive,
  };
}

/** The figures that rank the report's first ranked scenario; throughput where it ranks none. */
export function exampleOf({ report, scenarios }: ReportView, data: SiteData): SnippetInput {
  const ranked = scenarios.find((scenario) => scenario.ranked !== undefined)?.ranked;
  const [first] = report.tables.summary;
  return {
    folder: wholeAddress(data.address, dataPage(report.name)),
    metric: ranked?.metric ?? first?.metric ?? "throughput",
    statistic: ranked?.statistic ?? first?.statistic ?? "mean",
  };
}
