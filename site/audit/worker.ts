/** The worker of the page for raw files: reads, audits and keeps what it read; the page only shows it. */
import { messageOf } from "../../common/failure.ts";
import {
  type Audited,
  describeCounts,
  findingsOfRuns,
  type InspectedRun,
  inspectRuns,
  readRuns,
  RULES,
  writeAudited,
  writeMeasured,
} from "../../pipeline/inspection.ts";
import type { Answer, AuditedFile, Download, Request, TableName, TablePart } from "./messages.ts";
import { TABLES } from "./messages.ts";
import { tablesOf, type WholeTable } from "./tables.ts";

/** Files up to this size are read at once, larger ones in pieces of it. */
const PIECE_BYTES = 4 * 1024 * 1024;
const PROGRESS_EVERY_MS = 100;
/** Rows that are given at first: few, so that the page is never busy with them; and at a time later. */
const FIRST_ROWS = 50;
const MORE_ROWS = 200;

/** A file as it was read. */
interface Kept {
  runs: InspectedRun[];
  findings: Audited[];
  tables: Record<TableName, WholeTable>;
}

/** What a worker has of the names that a window has too. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(answer: Answer): void;
}

const scope = globalThis as unknown as WorkerScope;
let kept: Kept[] = [];
/** Files are read one after another, in the order in which they came. */
let queue: Promise<void> = Promise.resolve();

scope.onmessage = ({ data }) => {
  // One answer that cannot be given must not keep all later ones waiting without a word.
  queue = queue.then(() => answer(data)).catch((error) => {
    scope.postMessage({ kind: "failure", sentence: failureOf(data, error) });
  });
};

function failureOf(request: Request, error: unknown): string {
  const what = request.kind === "csv" ? `${request.table}.csv` : "What was asked for";
  return `${what} cannot be made here (${messageOf(error)}). ` +
    "Clear, and give fewer files at once, or use the command.";
}

async function answer(request: Request): Promise<void> {
  if (request.kind === "read") {
    const file = await read(request.name, request.input);
    scope.postMessage({ kind: "file", file });
  } else if (request.kind === "rows") {
    const { index, table, from } = request;
    const rows = kept[index]?.tables[table].rows(from, from + MORE_ROWS) ?? [];
    scope.postMessage({ kind: "rows", index, table, rows });
  } else if (request.kind === "csv") {
    const csv = new Blob([csvOf(request.table)], { type: "text/csv" });
    scope.postMessage({ kind: "csv", table: request.table, csv });
  } else kept = [];
}

function csvOf(table: Download): string {
  return table === "findings"
    ? writeAudited(kept.flatMap((file) => file.findings))
    : writeMeasured(kept.flatMap((file) => file.runs));
}

async function read(name: string, input: Blob): Promise<AuditedFile> {
  let file: Kept = { runs: [], findings: [], tables: tablesOf([], []) };
  let failure = "";
  try {
    const bytes = input.size <= PIECE_BYTES
      ? new Uint8Array(await input.arrayBuffer())
      : piecesOf(name, input);
    const runs = inspectRuns(name, await readRuns(bytes, { file: name }));
    const findings = findingsOfRuns(runs);
    file = { runs, findings, tables: tablesOf(runs, findings) };
  } catch (error) {
    failure = sentenceOf(name, error);
  }
  const { runs, findings, tables } = file;
  const index = kept.push(file) - 1;
  const spoke = new Set(findings.map(({ rule }) => rule));
  return {
    index,
    name,
    bytes: input.size,
    failure,
    format: runs[0]?.format ?? "",
    runs: runs.length,
    found: describeCounts(findings),
    rules: RULES.filter((rule) => spoke.has(rule.name)).map(({ name, why }) => ({ name, why })),
    tables: Object.fromEntries(
      TABLES.map((each) => [each, firstPart(tables[each])]),
    ) as Record<TableName, TablePart>,
  };
}

function firstPart({ columns, total, rows }: WholeTable): TablePart {
  return { columns, total, rows: rows(0, FIRST_ROWS) };
}

/** What a person can mend is said as the command says it; of anything else the cause is named. */
function sentenceOf(name: string, error: unknown): string {
  if (!(error instanceof Error)) return `${name}: ${error}`;
  if (error.name === "Failure") return error.message;
  // What browsers throw when a file was moved or changed, or is a folder.
  if (error.name === "NotReadableError" || error.name === "NotFoundError") {
    return `${name}: the browser cannot read it (${error.message}); ` +
      "give a file, not a folder, and give it again if it changed meanwhile";
  }
  return `${name}: ${error.message}; this is a fault of the page, please report it with the file`;
}

/** The bytes of a file in pieces, and how far reading has come. */
function piecesOf(name: string, input: Blob): ReadableStream<Uint8Array> {
  let at = 0;
  let told = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at >= input.size) {
        controller.close();
        return;
      }
      const piece = await input.slice(at, at + PIECE_BYTES).arrayBuffer();
      at += piece.byteLength;
      controller.enqueue(new Uint8Array(piece));
      if (performance.now() - told > PROGRESS_EVERY_MS) {
        told = performance.now();
        scope.postMessage({ kind: "progress", name, bytes: at, of: input.size });
      }
    },
  }, { highWaterMark: 2 });
}
