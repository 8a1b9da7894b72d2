/**
 * `node:assert/strict` for all that imports it by that name (deno.json maps it here). In Deno 2.9.5 the names that
 * the module exports one by one are those of `node:assert`: with them `equal(undefined, null)` and
 * `deepEqual(["1"], [1])` hold, and only the default export is strict.
 */
export {
  AssertionError,
  deepStrictEqual as deepEqual,
  doesNotMatch,
  doesNotReject,
  doesNotThrow,
  fail,
  ifError,
  match,
  notDeepStrictEqual as notDeepEqual,
  notStrictEqual as notEqual,
  ok,
  rejects,
  strict as default,
  strictEqual as equal,
  throws,
} from "node:assert";
