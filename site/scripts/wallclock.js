// Sorting, filtering and bringing one implementation forward, kept in the address so that a view can
// be shared. Every page reads without it.

const state = new URLSearchParams(location.search);

/** Puts a setting into the address; an empty one is taken out. */
function remember(key, value) {
  if ((state.get(key) ?? "") === value) return;
  if (value === "") state.delete(key);
  else state.set(key, value);
  const query = state.toString();
  history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
}

/** What a cell shows, without the interval below it. */
function textIn(cell) {
  const own = [...cell.childNodes].filter((node) => node.nodeName !== "SMALL");
  return own.map((node) => node.textContent).join("");
}

/**
 * The number that a cell stands for: the one that it shows, without its "≥", "×" or "+", or the one beside it of words
 * ("below 0.001"); undefined where there is none.
 */
function numberIn(cell) {
  if (cell.dataset.value !== undefined) return Number(cell.dataset.value);
  const match = /^[≥≤×+\s]*([−-]?\d+(?:,\d{3})*(?:\.\d+)?)/.exec(textIn(cell));
  return match === null ? undefined : Number(match[1].replaceAll(",", "").replace("−", "-"));
}

/** A number in a name counts as one: 2 connections stand before 16. */
const { compare: compareNames } = new Intl.Collator("en", { numeric: true });

/** What a cell says; undefined where it says nothing. */
function wordsIn(cell) {
  const text = textIn(cell).trim();
  return text === "" || text === "–" ? undefined : text;
}

/** Rows without what a column has come last whichever way the others are sorted. */
function compareCells(a, b, direction, isNumber) {
  const read = isNumber ? numberIn : wordsIn;
  const [x, y] = [read(a), read(b)];
  if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1;
  return direction * (isNumber ? x - y : compareNames(x, y));
}

function makeSortable(table) {
  const body = table.tBodies[0];
  const original = [...body.rows];
  const headers = [...table.tHead.rows[0].cells];
  const key = `sort.${table.id}`;

  function sort(index, direction) {
    const isNumber = headers[index].classList.contains("number");
    headers.forEach((header, at) => {
      if (at === index && direction !== 0) {
        header.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      } else header.removeAttribute("aria-sort");
    });
    const rows = direction === 0 ? original : [...original].sort((a, b) => {
      // A cell that spans columns leaves its row shorter: that row has nothing to sort by.
      const [x, y] = [a.cells[index], b.cells[index]];
      if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1;
      return compareCells(x, y, direction, isNumber);
    });
    body.append(...rows);
    table.classList.toggle("sorted", direction !== 0);
    remember(key, direction === 0 ? "" : `${direction > 0 ? "" : "-"}${index + 1}`);
  }

  headers.forEach((header, index) => {
    // Figures of several units are in no order.
    if (header.dataset.mixed !== undefined) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    // The best first; words from A, and figures that are neither from the most.
    const isMostFirst = header.classList.contains("number") && header.dataset.better !== "lower";
    const steps = isMostFirst ? [-1, 1, 0] : [1, -1, 0];
    button.addEventListener("click", () => {
      const now = { ascending: 1, descending: -1 }[header.getAttribute("aria-sort")] ?? 0;
      sort(index, steps[(steps.indexOf(now) + 1) % steps.length]);
    });
  });
  const wanted = Number(state.get(key));
  // Of what somebody wrote into the address, only what the table offers.
  if (headers[Math.abs(wanted) - 1]?.querySelector("button")) {
    sort(Math.abs(wanted) - 1, Math.sign(wanted));
  }
}

/** A text without what is often typed otherwise: capitals, accents. */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const WHOLE_NUMBER = /(?<![\p{L}\d,.])\d+(?:[,.]\d+)*(?![\p{L}\d])/gu;

function makeFilter(table) {
  const key = `filter.${table.id}`;
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("output");
  label.className = "tools";
  input.type = "search";
  input.value = state.get(key) ?? "";
  label.append("Only rows with ", input, " ", count);
  table.parentElement.before(label);
  // What a row is of stands before its figures: names, a case, limits, a load, a verdict.
  const headers = [...table.tHead.rows[0].cells];
  const isLoad = ({ dataset }) => dataset.load !== undefined;
  const figures = headers.findIndex((head) => head.classList.contains("number") && !isLoad(head));
  const load = headers.findIndex(isLoad);
  const rows = [...table.tBodies[0].rows];

  function filter() {
    const words = plain(input.value).split(/\s+/).filter((word) => word !== "");
    let shown = 0;
    for (const row of rows) {
      const texts = [...row.cells].slice(0, Math.max(figures, 1))
        .map((cell) => plain(cell.textContent));
      // Beside loads a number is meant as a whole: 64 finds neither 640 connections nor libc64.
      const numbers = load < 0 ? [] : texts.flatMap((text) => text.match(WHOLE_NUMBER) ?? []);
      row.hidden = !words.every((word) =>
        load >= 0 && /^[\d,]+$/.test(word)
          ? numbers.some((each) => each.replaceAll(",", "") === word.replaceAll(",", ""))
          : texts.some((text) => text.includes(word))
      );
      if (!row.hidden) shown++;
    }
    count.textContent = words.length === 0
      ? `${rows.length} rows`
      : `${shown} of ${rows.length} rows`;
    remember(key, input.value.trim());
  }

  input.addEventListener("input", filter);
  filter();
}

/** Brings one implementation forward in all charts and tables; "" shows all alike. */
function choose(name) {
  for (const plot of document.querySelectorAll(".plot")) {
    const own = plot.getElementsByClassName(`s-${name}`);
    plot.classList.toggle("choosing", name !== "" && own.length > 0);
    for (const series of plot.querySelectorAll(".series")) {
      series.classList.toggle("chosen", series.classList.contains(`s-${name}`));
    }
  }
  for (const row of document.querySelectorAll("tr[data-series]")) {
    row.classList.toggle("chosen", row.dataset.series === name);
  }
  for (const select of document.querySelectorAll("select.choice")) {
    select.value = names.has(name) ? name : "";
  }
  remember("show", name);
}

/** Names of all implementations in the tables, by their key. */
function namesInTables() {
  const names = new Map();
  for (const row of document.querySelectorAll("tr[data-series]")) {
    if (!names.has(row.dataset.series)) {
      names.set(row.dataset.series, textIn(row.querySelector("th")).trim());
    }
  }
  return names;
}

/** A list of names above a chart of lines. */
function makeChoice(figure) {
  if (names.size < 2) return;
  const label = document.createElement("label");
  const select = document.createElement("select");
  label.className = "tools";
  select.className = "choice";
  select.append(new Option("all alike", ""));
  for (const [name, title] of names) select.append(new Option(title || name, name));
  select.value = names.has(state.get("show")) ? state.get("show") : "";
  select.addEventListener("change", () => choose(select.value));
  label.append("Bring forward ", select);
  figure.querySelector(".subtitle").after(label);
}

/** Gives a table or a chart of lines what it offers; charts of rows name each where it is drawn. */
function makeTools(element) {
  if (element.dataset.sortable !== undefined) makeSortable(element);
  if (element.dataset.filter !== undefined) makeFilter(element);
  if (element.nodeName === "FIGURE") makeChoice(element);
}

const names = namesInTables();
const offering = document.querySelectorAll("[data-sortable], [data-filter], figure.choosable");

// A click on a line or a label does what the lists of names do.
document.addEventListener("click", (event) => {
  const series = event.target.closest(".plot .series");
  if (series === null || event.target.closest("a") !== null) return;
  const name = [...series.classList].find((word) => word.startsWith("s-")).slice(2);
  choose(series.classList.contains("chosen") ? "" : name);
});

if (location.search === "") {
  // Sections are laid out when somebody comes near; only then they get their tools. A browser asks at once where
  // each new field stands, to fill it in, and would lay out all that is around it.
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      observer.unobserve(target);
      makeTools(target);
    }
  });
  for (const element of offering) observer.observe(element);
} else {
  for (const element of offering) makeTools(element);
  if (state.has("show")) choose(state.get("show"));
}

/** Opens what the address leads into, where the browser does not by itself. */
function openPlace() {
  const place = document.querySelector(":target");
  const closed = place?.closest("details:not([open])");
  if (!closed) return;
  closed.open = true;
  place.scrollIntoView();
}

addEventListener("hashchange", openPlace);
openPlace();
