/** Records of CSV (RFC 4180) from a stream of UTF-8, however long the stream is. */

/** A record. */
export interface CsvLine {
  fields: string[];
  /** 1-based line on which it begins. */
  line: number;
  /**
   * False where a quote is not closed, text follows one, or the line is too long to be a record and its end is
   * left out. Of the last record the last field may be cut.
   */
  isWhole: boolean;
}

/** A longer record is none: a quote was never closed, or its line has no end. Reading goes on behind that line. */
const MOST_RECORD_LETTERS = 1 << 20;
/** What is kept of a line that is none. */
const KEPT_LETTERS = 100;

/** Yields the records of a stream, the header among them; blank lines are passed over. */
export async function* readCsvLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<CsvLine, void, void> {
  const decoder = new TextDecoder();
  let rest = "";
  let line = 1;
  let isSkipping = false;
  for await (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true });
    let at = 0;
    if (isSkipping) {
      const end = text.indexOf("\n");
      if (end < 0) continue;
      isSkipping = false;
      line++;
      at = end + 1;
    }
    /** The next quote from `at` on. */
    let quote = text.indexOf('"', at);
    for (;;) {
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
      const newline = text.indexOf("\n", at);
      const isPlain = quote < 0 || quote > newline;
      const end = newline < 0 || isPlain ? newline : endOfQuoted(text, at, newline, quote);
      if (end < 0) break;
      const record = readRecord(text, at, end, line);
      if (record !== undefined) yield record;
      line += isPlain ? 1 : text.slice(at, end + 1).split("\n").length - 1;
      at = end + 1;
    }
    rest = text.slice(at);
    // It holds no line end: records with one are given up when they are so long.
    if (rest.length > MOST_RECORD_LETTERS) {
      yield { fields: rest.slice(0, KEPT_LETTERS).split(","), line, isWhole: false };
      rest = "";
      isSkipping = true;
    }
  }
  if (isSkipping) return;
  rest += decoder.decode();
  const last = readRecord(rest, 0, rest.length, line);
  if (last !== undefined) yield last;
}

/** Offset of the newline that ends the record at `at`, which has quotes; -1 where the text lacks it. */
function endOfQuoted(text: string, at: number, newline: number, firstQuote: number): number {
  const isTooLong = text.length - at > MOST_RECORD_LETTERS;
  let end = newline;
  let quote = firstQuote;
  while (quote >= 0 && quote < end) {
    const close = text.indexOf('"', quote + 1);
    if (close > end) end = text.indexOf("\n", close);
    if (close < 0 || end < 0 || end - at > MOST_RECORD_LETTERS) return isTooLong ? newline : -1;
    quote = text.indexOf('"', close + 1);
  }
  return end;
}

function readRecord(text: string, at: number, end: number, line: number): CsvLine | undefined {
  const stop = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  const record = text.slice(at, stop);
  if (record.trim() === "") return undefined;
  if (!record.includes('"')) return { fields: record.split(","), line, isWhole: true };
  const fields: string[] = [];
  let isWhole = true;
  let from = 0;
  while (from <= record.length) {
    if (record[from] !== '"') {
      const comma = record.indexOf(",", from);
      fields.push(record.slice(from, comma < 0 ? record.length : comma));
      if (comma < 0) break;
      from = comma + 1;
      continue;
    }
    let field = "";
    let close = record.indexOf('"', from + 1);
    while (close >= 0 && record[close + 1] === '"') {
      field += record.slice(from + 1, close + 1);
      from = close + 1;
      close = record.indexOf('"', from + 1);
    }
    fields.push(field + record.slice(from + 1, close < 0 ? record.length : close));
    if (close < 0) isWhole = false;
    if (close < 0 || close + 1 >= record.length) break;
    if (record[close + 1] !== ",") isWhole = false;
    from = close + 2;
  }
  return { fields, line, isWhole };
}
