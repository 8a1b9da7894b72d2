/** How raw files are stored. */

/** Raw files above this size are gzipped. */
export const GZIP_ABOVE_BYTES = 64 * 1024;

/** Gzip without a time or a name in its header: the same input gives the same bytes. */
export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
