/** Plain data as short text: what a build keeps of a hundred reports takes as much memory as making them. */
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** JSON, deflated, in base64. */
export type Packed<T> = string & { readonly of?: T };

/** Packs plain data; what JSON cannot say is lost. */
export function pack<T>(value: T): Packed<T> {
  return deflateRawSync(JSON.stringify(value), { level: 1 }).toString("base64");
}

export function unpack<T>(packed: Packed<T>): T {
  return JSON.parse(inflateRawSync(Uint8Array.fromBase64(packed)).toString()) as T;
}
