/** What a file says, as elements. */
import { formatCount, formatQuantity } from "../format.ts";
import { linkFrom } from "../links.ts";
import { AUDIT_PAGE, ruleAddress } from "../model/page_addresses.ts";
import { button, type Child, fileName, make, withNames } from "./elements.ts";
import {
  type AuditedFile,
  type CellText,
  type ColumnHead,
  type TableName,
  type TablePart,
  type TableRow,
  TABLES,
} from "./messages.ts";

/** Asks the worker for the rows of a table from this one on. */
export type AskRows = (index: number, table: TableName, from: number) => void;

const to = linkFrom(AUDIT_PAGE);

const TITLES: Readonly<Record<TableName, string>> = {
  findings: "Findings, the gravest first",
  corrections: "Corrections: what was printed, and what it comes to",
  measurements: "Measurements, corrected values behind their originals",
  runs: "What the tool says of its runs",
};

/** What stands in the place of a table without rows; nothing, where that says nothing. */
const NONE: Readonly<Partial<Record<TableName, string>>> = {
  findings:
    "No rule spoke. They know the mistakes that have been made before; that the values are right they do not show.",
  corrections: "No value was corrected.",
};

/** The line below the name of a file: "wrk, 1 run, 303 B: 2 findings withhold values, 1 is a note". */
export function summaryOf(file: AuditedFile): string {
  const size = formatQuantity(file.bytes, "B", "");
  if (file.failure !== "") return `${size}: it cannot be read`;
  return `${file.format}, ${formatCount(file.runs, "run")}, ${size}: ${file.found}`;
}

/** A line of the list of files, which leads to what is said of this one. */
export function fileLine(file: AuditedFile): HTMLElement {
  const link = make("a", { href: `#${fileId(file)}` }, ...fileName(file.name));
  const says = file.failure === "" ? file.found : "cannot be read";
  return make("li", {}, link, make("small", {}, says));
}

function fileId({ index }: AuditedFile): string {
  return `file-${index}`;
}

/** The part of the page that is about one file; its heading can be given the focus. */
export function fileArticle(file: AuditedFile, ask: AskRows): HTMLElement {
  const heading = make("h3", { id: fileId(file), tabindex: "-1" }, ...fileName(file.name));
  const article = make("article", { class: "audited" }, heading, make("p", {}, summaryOf(file)));
  if (file.failure !== "") {
    const formats = make("a", { href: "#formats" }, "What can be read");
    article.append(
      make("p", { class: "notice retracted" }, file.failure),
      make("p", {}, formats),
    );
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
    // In a tab of its own: what was read is gone with the page.
    const link = make(
      "a",
      { href: to(ruleAddress(name)), target: "_blank", rel: "noopener" },
      make("code", {}, name),
    );
    list.append(make("dt", {}, link), make("dd", {}, why));
  }
  return make(
    "details",
    {},
    make("summary", {}, "Why these are findings"),
    make("p", {}, "Each name leads to its rule on the method page, in another tab."),
    list,
  );
}

function tableElement(file: AuditedFile, name: TableName, ask: AskRows): HTMLElement {
  const id = `${fileId(file)}-${name}`;
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
      make(
        "caption",
        { id: `${id}-caption` },
        // The heading above says it to those who see it.
        make("span", {}, TITLES[name], make("span", { class: "unseen" }, ` of ${file.name}`)),
      ),
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
  const id = `${fileId(file)}-${name}`;
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
  for (const [index, cell] of cells.entries()) {
    const kind = columns[index]?.kind ?? "text";
    if (index === 0) {
      row.append(make("th", { scope: "row", class: kind }, ...contentOf(cell, kind)));
    } else if (kind === "value") row.append(valueCell(String(cell), mark));
    else row.append(make("td", { class: kind }, ...contentOf(cell, kind)));
  }
  return row;
}

function contentOf(cell: CellText, kind: ColumnHead["kind"]): Child[] {
  if (typeof cell !== "string") {
    const [text, below] = cell;
    return below === "" ? withNames(text) : [...withNames(text), make("small", {}, below)];
  }
  if (!kind.startsWith("code")) return withNames(cell);
  if (cell === "") return [cell];
  const lines = kind === "codes" ? cell.split("\n") : [cell];
  return lines.map((line) => make("code", {}, ...fileName(line)));
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
