/** Paths of the project, wherever it was cloned to. */

/** A local path from a file address. */
export function fromFileUrl(address: URL): string {
  return decodeURIComponent(address.pathname);
}

/** The project's root, without a slash at the end. */
export const ROOT = fromFileUrl(new URL("..", import.meta.url)).replace(/\/$/, "");

/** Where builds and tools that can be made again are kept. */
export const CACHE = `${ROOT}/.cache`;

/** A path as seen from the root, for messages and records; unchanged where it lies elsewhere. */
export function fromRoot(path: string): string {
  return path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1) : path;
}
