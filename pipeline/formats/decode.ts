/** From bytes as they lie on disk to clean text, judged by content and never by name. */

/**
 * Escape sequences of ECMA-48 and ECMA-35: colours, cursor moves, titles, character sets (`ESC ( B`, which
 * `tput sgr0` prints before its `ESC [ m`).
 */
// deno-lint-ignore no-control-regex
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]*[0-Z\\-~])/g;

/** Whether these bytes begin a gzip stream. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;
}

/** How these first bytes are encoded: UTF-8, or UTF-16 where a byte order mark says so (PowerShell writes it). */
export function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

/** Text of bytes in the encoding that their beginning tells. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** So many letters in a row are of a text; of other letters than these, no language makes so many by chance. */
const RUN = 24;

/**
 * Whether a decoded text goes on in another encoding, as where a file of PowerShell's `>` was joined with one of
 * another program: ASCII that was read two bytes a letter, or UTF-16 that was read otherwise than it was written.
 */
export function mixesEncodings(text: string, encoding: string): boolean {
  if (encoding === "utf-8") {
    return text.includes("\0") && /(?:[\t\r\n -~]\0){8}|(?:\0[\t\r\n -~]){8}/.test(text);
  }
  let bytes = 0;
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isHigh = isAscii(code >> 8);
    bytes = isHigh && isAscii(code & 0xff) ? bytes + 1 : 0;
    letters = isHigh && (code & 0xff) === 0 ? letters + 1 : 0;
    if (bytes >= RUN || letters >= RUN) return true;
  }
  return false;
}

function isAscii(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/**
 * Removes ANSI escapes and the byte order mark of the text, and of a text that was joined to it, and makes every
 * line end LF; lines keep their numbers.
 */
export function cleanText(text: string): string {
  let clean = text.includes("\ufeff") ? text.replace(/^\ufeff/gm, "") : text;
  if (clean.includes("\u001b")) clean = clean.replace(ANSI, "");
  if (clean.includes("\r")) {
    clean = clean.replace(/\r+\n/g, "\n");
    // Where no line ends otherwise, CR ends them; elsewhere it may be within a text.
    if (!clean.includes("\n")) clean = clean.replaceAll("\r", "\n");
  }
  return clean;
}

/** Removes ANSI escapes from UTF-8 as it comes, also those that two chunks share. */
export function ansiStripper(): TransformStream<Uint8Array, Uint8Array> {
  // What the next byte is part of: text, what follows ESC, a control sequence, an operating system command.
  let state: "text" | "escape" | "control" | "command" | "command escape" = "text";
  return new TransformStream({
    transform(chunk, controller) {
      if (state === "text" && !chunk.includes(0x1b)) {
        controller.enqueue(chunk);
        return;
      }
      const clean = new Uint8Array(chunk.length);
      let length = 0;
      for (const byte of chunk) {
        if (state === "text") {
          if (byte === 0x1b) state = "escape";
          else clean[length++] = byte;
        } else if (state === "escape") {
          // What stands between ESC and its last letter says which character set, or the like.
          if (byte < 0x20 || byte > 0x2f) {
            state = byte === 0x5b ? "control" : byte === 0x5d ? "command" : "text";
          }
        } else if (state === "control") {
          if (byte >= 0x40 && byte <= 0x7e) state = "text";
        } else if (state === "command") {
          if (byte === 0x07) state = "text";
          else if (byte === 0x1b) state = "command escape";
        } else {
          state = "text";
        }
      }
      if (length > 0) controller.enqueue(clean.subarray(0, length));
    },
  });
}
