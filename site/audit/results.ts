/** What a file says, as elements. */
import { formatCount, formatQuantity } from "../format.ts";
import { button, make } from "./elements.ts";
import {
  type AuditedFile,
  type ColumnHead,
  type TableName,
  type TablePart,
  type TableRow,
  TABLES,
} from "./messages.ts";

/** Asks the worker for the rows of a table from this one on. */
export type AskRows = (index: number, table: TableName, from: number) => void;

const TITLES: Readonly<Record<TableName, string>> = {
  findings: "Findings, the gravest first",
  corrections: "Corrections: what was printed, and what it comes to",
  measurements: "Measurements, corrected values behind their originals",
  runs: "What the tool says of its runs",
};

const NONE: Readonly<Partial<Record<TableName, string>>> = {
  findings: "Nothing was found to be wrong with it.",
  corrections: "No value was corrected.",
};

/** The line below the name of a file: "google-benchmark-console, 1 run, 1.2 kB: 5 withheld, 3 warnings". */
export function summaryOf(file: AuditedFile): string {
  const size = formatQuantity(file.bytes, "B", "");
  if (file.failure !== "") return `${size}: it cannot be read`;
  const runs = formatCount(file.runs, "run");
  return `${file.format}, ${runs}, ${size}: ${file.found || "nothing found"}`;
}

/** The part of the page that is about one file; its heading can be given the focus. */
export function fileArticle(file: AuditedFile, ask: AskRows): HTMLElement {
  const heading = make("h3", { id: `file-${file.index}`, tabindex: "-1" }, file.name);
  const article = make("article", { class: "audited" }, heading, make("p", {}, summaryOf(file)));
  if (file.failure !== "") {
    article.append(make("p", { class: "notice retracted" }, file.failure));
    return article;
  }
  for (const name of TABLES) {
    const { total } = file.tables[name];
    const none = NONE[name];
    if (total > 0) article.append(tableElement(file, name, ask));
    else if (none !== undefined) article.append(make("p", {}, none));
    if (name === "findings" && file.rules.length > 0) article.append(rulesElement(file));
  }
  return article;
}

function rulesElement({ rules }: AuditedFile): HTMLElement {
  const list = make("dl", { class: "findings" });
  for (const { name, why } of rules) {
    list.append(make("dt", {}, make("code", {}, name)), make("dd", {}, why));
  }
  return make("details", {}, make("summary", {}, "Why these are findings"), list);
}

function tableId(index: number, table: TableName): string {
  return `file-${index}-${table}`;
}

function tableElement(file: AuditedFile, name: TableName, ask: AskRows): HTMLElement {
  const id = tableId(file.index, name);
  const part: TablePart = file.tables[name];
  const head = make("tr");
  for (const { title, kind } of part.columns) {
    head.append(make("th", { scope: "col", class: kind === "value" ? "number" : kind }, title));
  }
  const body = make("tbody", { id });
  body.append(...part.rows.map((row) => rowElement(row, part.columns)));
  const scroll = make(
    "div",
    {
      class: part.total > 15 ? "scroll long" : "scroll",
      role: "region",
      "aria-labelledby": `${id}-caption`,
      tabindex: "0",
    },
    make(
      "table",
      {},
      make("caption", { id: `${id}-caption` }, `${TITLES[name]} (${file.name})`),
      make("thead", {}, head),
      body,
    ),
  );
  const whole = make("div", {}, scroll);
  if (part.rows.length < part.total) {
    const more = button("", () => ask(file.index, name, body.rows.length));
    more.id = `${id}-more`;
    more.textContent = moreText(body.rows.length, part.total);
    whole.append(more);
  }
  return whole;
}

function moreText(shown: number, total: number): string {
  return `Show more: ${shown} of ${total} rows are here`;
}

/** Adds rows that were asked for, and takes the button away when all are there. */
export function addRows(file: AuditedFile, name: TableName, rows: readonly TableRow[]): void {
  const { columns, total } = file.tables[name];
  const id = tableId(file.index, name);
  const body = document.getElementById(id) as HTMLTableSectionElement | null;
  // The answer may come after everything was cleared.
  if (body === null) return;
  body.append(...rows.map((row) => rowElement(row, columns)));
  const more = document.getElementById(`${id}-more`);
  if (more === null) return;
  if (body.rows.length < total) more.textContent = moreText(body.rows.length, total);
  else {
    body.closest<HTMLElement>(".scroll")?.focus();
    more.remove();
  }
}

/** How a value that is no result looks: hatched where it is withheld, pale where another replaced it. */
const MARKS: Readonly<Record<string, string>> = { withheld: "withheld", superseded: "absent" };

function rowElement({ cells, mark }: TableRow, columns: readonly ColumnHead[]): HTMLElement {
  const row = make("tr", { class: mark === "withhold" ? "grave" : false });
  for (const [index, text] of cells.entries()) {
    const kind = columns[index]?.kind ?? "text";
    const content = kind.startsWith("code") && text !== "" ? make("code", {}, text) : text;
    if (index === 0) row.append(make("th", { scope: "row", class: kind }, content));
    else if (kind === "value") row.append(valueCell(text, mark));
    else row.append(make("td", { class: kind }, content));
  }
  return row;
}

/** Text on a hatched ground has paper behind it. */
function valueCell(text: string, mark: string): HTMLElement {
  const withheld = mark === "withheld";
  return make(
    "td",
    { class: `number ${MARKS[mark] ?? ""}`.trimEnd() },
    withheld ? make("span", {}, text) : text,
  );
}
