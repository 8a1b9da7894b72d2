/** Names as UUIDs, for formats whose identifiers must never change and never meet. */

/**
 * The UUID of a name, version 5 (RFC 9562, section 5.5), within Wallclock's own namespace, itself the
 * version 5 UUID of "wallclock" in the namespace of DNS names.
 */
export async function uuidOf(name: string): Promise<string> {
  const namespace = await version5(NAMESPACE_DNS, "wallclock");
  return await version5(namespace, name);
}

/** RFC 9562, section 6.6. */
export const NAMESPACE_DNS = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

/** UUID of a name within a namespace. */
export async function version5(namespace: string, name: string): Promise<string> {
  const space = Uint8Array.fromHex(namespace.replaceAll("-", ""));
  const text = new TextEncoder().encode(name);
  const input = new Uint8Array(space.length + text.length);
  input.set(space);
  input.set(text, space.length);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-1", input)).subarray(0, 16);
  hash[6] = (hash[6] as number) & 0x0f | 0x50;
  hash[8] = (hash[8] as number) & 0x3f | 0x80;
  const hex = hash.toHex();
  return [8, 12, 16, 20, 32].map((end, index, ends) => hex.slice(ends[index - 1] ?? 0, end))
    .join("-");
}
