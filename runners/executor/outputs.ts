/** The raw files that a generator writes itself, in a folder of their own until they are filed. */
import type { GeneratorSpec } from "./spec.ts";

/** A raw file as an execution left it: in memory, or where the tool wrote it. */
export type RawOutput = Uint8Array<ArrayBuffer> | { path: string };

export interface Outputs {
  /** The generator with the paths of its files in its command and environment. */
  generator: GeneratorSpec;
  /** The text of a file it wrote; undefined where there is none. */
  read(name: string): string | undefined;
  /** What it wrote, by name; empty files are left out. */
  files(): Map<string, RawOutput>;
  /** Removes all of it. */
  discard(): Promise<void>;
}

/** Makes room for what a generator writes. */
export async function openOutputs(generator: GeneratorSpec): Promise<Outputs> {
  const folder = await Deno.makeTempDir({ prefix: "wallclock-" });
  const paths = Object.entries(generator.writes)
    .map(([variable, name]) => ({ variable, name, path: `${folder}/${name}` }));
  const withPaths = (text: string) =>
    paths.reduce((text, { variable, path }) => text.replaceAll(`{${variable}}`, path), text);
  return {
    generator: {
      ...generator,
      command: generator.command.map(withPaths),
      environment: {
        ...Object.fromEntries(
          Object.entries(generator.environment).map(([name, value]) => [name, withPaths(value)]),
        ),
        ...Object.fromEntries(paths.map(({ variable, path }) => [variable, path])),
      },
    },
    read: (name) => {
      const path = paths.find((each) => each.name === name)?.path;
      return path === undefined || sizeOf(path) === 0 ? undefined : Deno.readTextFileSync(path);
    },
    files: () =>
      new Map(
        paths.filter(({ path }) => sizeOf(path) > 0).map(({ name, path }) => [name, { path }]),
      ),
    discard: () => Deno.remove(folder, { recursive: true }),
  };
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}
