/** The page for raw files: takes files and text, has a worker read them, and shows what it says. */
import { formatQuantity } from "../format.ts";
import { find, make } from "./elements.ts";
import type { Answer, AuditedFile, Download, Request } from "./messages.ts";
import { addRows, fileArticle, fileLine, summaryOf } from "./results.ts";

const CSV_NAMES: Readonly<Record<Download, string>> = {
  measurements: "measurements.csv",
  findings: "findings.csv",
};

/**
 * Starts the page. `work` is the whole program of the worker: its text becomes a file in memory, so that
 * nothing is asked of the network, and the worker is under the policy of this page.
 */
export function start(work: () => void): void {
  const address = URL.createObjectURL(
    new Blob([`"use strict";\n(${work})();\n`], { type: "text/javascript" }),
  );
  let worker: Worker;
  const files = new Map<number, AuditedFile>();
  let pasted = 0;
  let waiting = 0;
  /** Whether the next file that is read gets the focus: the first of those given together. */
  let awaited = false;

  const results = find("audited");
  const list = find("file-list");
  const status = find("status");
  const progress = find<HTMLProgressElement>("progress");
  const taken = find<HTMLFieldSetElement>("take-away");
  const empty = results.firstElementChild as Element;
  const ask = (request: Request) => worker.postMessage(request);

  function launch(): void {
    worker = new Worker(address);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      clear();
      status.textContent = `The reader ended (${
        event.message || "out of memory"
      }), and all was cleared. Split the file by run, or use the command.`;
    };
  }

  function read(given: Iterable<File>): void {
    const before = waiting;
    for (const file of given) {
      waiting++;
      ask({ kind: "read", name: file.name, input: file });
    }
    if (waiting === before) return;
    awaited ||= before === 0;
    status.textContent = waiting === 1 ? "Reading 1 file." : `Reading ${waiting} files.`;
    progress.removeAttribute("value");
    progress.hidden = false;
    // What takes too long can be given up; tables are asked for after what is read before them.
    taken.disabled = false;
  }

  function readText(name: string, text: string): void {
    read([new File([text], name)]);
  }

  function hear(answer: Answer): void {
    if (answer.kind === "progress") {
      progress.value = answer.bytes / answer.of;
      const [bytes, of] = [answer.bytes, answer.of].map((each) => formatQuantity(each, "B", ""));
      progress.title = `${answer.name}: ${bytes} of ${of}`;
    } else if (answer.kind === "file") show(answer.file);
    else if (answer.kind === "rows") {
      const file = files.get(answer.index);
      if (file !== undefined) addRows(file, answer.table, answer.rows);
    } else if (answer.kind === "failure") {
      status.textContent = answer.sentence;
      status.scrollIntoView({ block: "nearest" });
    } else save(CSV_NAMES[answer.table], answer.csv);
  }

  function show(file: AuditedFile): void {
    empty.remove();
    files.set(file.index, file);
    const article = fileArticle(
      file,
      (index, table, from) => ask({ kind: "rows", index, table, from }),
    );
    results.append(article);
    list.append(fileLine(file));
    waiting = Math.max(0, waiting - 1);
    list.hidden = files.size + waiting < 2;
    progress.removeAttribute("value");
    progress.hidden = waiting === 0;
    const left = waiting === 0 ? "" : ` ${waiting} to go.`;
    status.textContent = `${file.name}: ${summaryOf(file)}.${left}`;
    // Who went on to something else meanwhile is left there.
    const at = document.activeElement;
    if (awaited && (at === null || at === document.body || at.closest("#give") !== null)) {
      // Of several files the list is read first.
      const first = waiting > 0 ? list.querySelector("a") : article.querySelector("h3");
      first?.focus({ preventScroll: true });
      first?.scrollIntoView();
    }
    awaited = false;
  }

  function clear(): void {
    launch();
    files.clear();
    waiting = 0;
    results.replaceChildren(empty);
    list.replaceChildren();
    list.hidden = true;
    taken.disabled = true;
    progress.hidden = true;
    status.textContent = "Cleared.";
  }

  launch();
  find("files").addEventListener("change", ({ target }) => {
    const input = target as HTMLInputElement;
    read(input.files ?? []);
    // The same file given again is read again.
    input.value = "";
  });
  find("audit-text").addEventListener("click", () => {
    const input = find<HTMLTextAreaElement>("text");
    if (input.value.trim() === "") {
      status.textContent = "There is no text to audit: paste it first.";
      input.focus();
      return;
    }
    pasted++;
    readText(pasted === 1 ? "pasted.txt" : `pasted-${pasted}.txt`, input.value);
  });
  find("audit-example").addEventListener("click", () => {
    const example = find("example");
    readText(example.dataset.name ?? "", example.textContent ?? "");
  });
  for (const table of ["measurements", "findings"] as const) {
    find(`take-${table}`).addEventListener("click", () => ask({ kind: "csv", table }));
  }
  find("clear").addEventListener("click", () => {
    worker.terminate();
    pasted = 0;
    clear();
    find("files").focus();
  });
  acceptDrops(read);
  find<HTMLFieldSetElement>("give").disabled = false;
}

/** Files may be dropped anywhere on the page. */
function acceptDrops(read: (files: Iterable<File>) => void): void {
  const { body } = document;
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    body.classList.remove("dropping");
    if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    read(event.dataTransfer.files);
  });
}

function save(name: string, csv: Blob): void {
  const address = URL.createObjectURL(csv);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
