/** Addresses into raw files: `file#L<line>` and `file#/json/pointer` (RFC 6901). */
import { Failure, messageOf } from "../../common/failure.ts";
import { gunzip, peekBytes, readChunks } from "../formats/chunks.ts";
import { cleanText, decodeText, isGzip } from "../formats/decode.ts";
import { parseLenientJsonDocuments } from "../formats/json/lenient_json.ts";

/** The file of an address and the place in it; the place is undefined where the whole file is meant. */
export function splitSource(source: string): { file: string; place: string | undefined } {
  const at = source.indexOf("#");
  if (at < 0) return { file: source, place: undefined };
  return { file: source.slice(0, at), place: source.slice(at + 1) };
}

/** A place that a file does not have. */
export interface Unresolved {
  place: string;
  expected: string;
  found: string;
}

/**
 * The places that these bytes, gzipped or not, do not have. Lines are counted as they stream by; a document
 * is read as the formats read it, several in one file as if they stood in one list.
 */
export async function unresolvedPlaces(
  bytes: Uint8Array,
  file: string,
  places: Iterable<string>,
): Promise<Unresolved[]> {
  const unresolved: Unresolved[] = [];
  let lines: number | undefined;
  let document: unknown;
  for (const place of places) {
    try {
      const line = /^L(\d+)$/.exec(place)?.[1];
      if (line !== undefined) {
        lines ??= await countLines(bytes);
        if (Number(line) >= 1 && Number(line) <= lines) continue;
        const expected = lines === 0 ? "a file with lines" : `a line from 1 to ${lines}`;
        unresolved.push({ place, expected, found: `line ${line}` });
      } else if (place === "" || place.startsWith("/")) {
        document ??= await readDocument(bytes, file);
        if (pointsAtSomething(document, place)) continue;
        unresolved.push({
          place,
          expected: "a place in the document",
          found: `nothing at ${place}`,
        });
      } else {
        unresolved.push({ place, expected: "a line or a JSON pointer", found: `"${place}"` });
      }
    } catch (error) {
      if (!(error instanceof Failure || error instanceof TypeError)) throw error;
      unresolved.push({ place, expected: "a file that can be read", found: messageOf(error) });
    }
  }
  return unresolved;
}

/** Lines of a text; what stands after the last line end is one, if it is not empty. */
async function countLines(bytes: Uint8Array): Promise<number> {
  let lines = 0;
  let last = 10;
  for await (const chunk of readChunks(await plainStream(bytes))) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
    last = chunk.at(-1) ?? last;
  }
  return last === 10 ? lines : lines + 1;
}

async function readDocument(bytes: Uint8Array, file: string): Promise<unknown> {
  const whole = await new Response(await plainStream(bytes)).bytes();
  const documents = parseLenientJsonDocuments(cleanText(decodeText(whole)), file);
  const values = documents.map(({ value }) => value);
  return values.length === 1 ? values[0] : values;
}

async function plainStream(bytes: Uint8Array): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  if (!isGzip(bytes)) return stream;
  const { whole } = await peekBytes(stream, 3);
  return gunzip(whole) as ReadableStream<Uint8Array<ArrayBuffer>>;
}

function pointsAtSomething(document: unknown, pointer: string): boolean {
  let value = document;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return true;
}
