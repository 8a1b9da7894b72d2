/** Programs of a few lines that load a report's summary, for people to take over; tests run them. */
import type { ReportView } from "../page.ts";
import { dataPage } from "../links.ts";
import { wholeAddress } from "./addresses.ts";

export interface SnippetInput {
  /** Address of the report's folder, with a slash at its end: of the web, or a path. */
  folder: string;
  /** What the example picks out. */
  metric: string;
  statistic: string;
}

export interface Snippet {
  id: string;
  title: string;
  /** What the reader must know first: a sentence. */
  note: string;
  code: string;
}

/** The figures that rank the report's first ranked scenario; throughput where it ranks none. */
export function exampleOf(
  { report, scenarios }: ReportView,
  { address }: { address?: string },
): SnippetInput {
  const ranked = scenarios.find((scenario) => scenario.ranked !== undefined)?.ranked;
  const [first] = report.tables.summary;
  return {
    folder: wholeAddress(address, dataPage(report.name)),
    metric: ranked?.metric ?? first?.metric ?? "throughput",
    statistic: ranked?.statistic ?? first?.statistic ?? "mean",
  };
}

/** What is shown of a report, lower bounds too, in four languages. Each leaves `rows` or a result of the same rows. */
export function snippetsFor(input: SnippetInput): Snippet[] {
  return [duckDb(input), pandas(input), r(input), javaScript(input)];
}

function duckDb({ folder, metric, statistic }: SnippetInput): Snippet {
  return {
    id: "duckdb",
    title: "DuckDB",
    note: "Reads the CSV from the web or from disk.",
    code: `SELECT implementation, "case", load, median, low, high, status
FROM read_csv('${sql(folder)}summary.csv', sample_size = -1,
  types = {load: 'DOUBLE', median: 'DOUBLE', low: 'DOUBLE', high: 'DOUBLE'})
WHERE metric = '${sql(metric)}' AND statistic = '${sql(statistic)}' AND status <> 'withheld'
ORDER BY median DESC;`,
  };
}

function sql(text: string): string {
  return text.replaceAll("'", "''");
}

function pandas({ folder, metric, statistic }: SnippetInput): Snippet {
  return {
    id: "pandas",
    title: "pandas",
    note: "Only an empty field is a missing value; a name may well be “NA”.",
    code: `import pandas as pd

rows = pd.read_csv(${JSON.stringify(`${folder}summary.csv`)},
                   keep_default_na=False, na_values=[""])
rows = rows[(rows.metric == ${JSON.stringify(metric)})
            & (rows.statistic == ${JSON.stringify(statistic)})
            & (rows.status != "withheld")]
print(rows[["implementation", "case", "load", "median", "low", "high", "status"]]
      .sort_values("median", ascending=False))`,
  };
}

function r({ folder, metric, statistic }: SnippetInput): Snippet {
  return {
    id: "r",
    title: "R",
    note: "No package is needed.",
    code: `rows <- read.csv(${JSON.stringify(`${folder}summary.csv`)}, na.strings = "")
rows <- subset(rows, metric == ${JSON.stringify(metric)} & statistic == ${
      JSON.stringify(statistic)
    } & status != "withheld")
rows <- rows[order(-rows$median),
             c("implementation", "case", "load", "median", "low", "high", "status")]
print(rows)`,
  };
}

function javaScript({ folder, metric, statistic }: SnippetInput): Snippet {
  return {
    id: "javascript",
    title: "Observable and other JavaScript",
    note:
      "The data package says which columns are numbers; a value that is not there has no property. " +
      "Runs as it is in Observable Framework and Deno; an Observable notebook has d3.csvParse.",
    code: `import { csvParse } from "npm:d3-dsv@3";

const folder = ${JSON.stringify(folder)};
const about = await (await fetch(folder + "datapackage.json")).json();
const { fields } = about.resources.find(({ name }) => name === "summary").schema;
const text = await (await fetch(folder + "summary.csv")).text();
const rows = csvParse(text, (row) =>
  Object.fromEntries(fields.filter(({ name }) => row[name] !== "").map(({ name, type }) =>
    [name, type === "string" ? row[name] : Number(row[name])]))
).filter((row) => row.metric === ${JSON.stringify(metric)} &&
  row.statistic === ${JSON.stringify(statistic)} && row.status !== "withheld"
).sort((a, b) => b.median - a.median);
console.table(rows, ["implementation", "case", "load", "median", "low", "high", "status"]);`,
  };
}
