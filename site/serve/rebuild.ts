/** Builds one after another: who asks during a build gets one more after it. */
import type { BuildOptions } from "../build/build.ts";
import type { Built } from "./build_worker.ts";

export class Rebuilds {
  readonly #options: BuildOptions;
  readonly #built: (built: Built) => void;
  #worker: Worker | undefined;
  #again = false;

  /** `built` is told of each. */
  constructor(options: BuildOptions, built: (built: Built) => void) {
    this.#options = options;
    this.#built = built;
  }

  start(): void {
    if (this.#worker !== undefined) {
      this.#again = true;
      return;
    }
    const worker = new Worker(new URL("./build_worker.ts", import.meta.url), { type: "module" });
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Built>) => this.#end(data);
    // A module that cannot even be loaded: the usual mistake of somebody who edits one.
    worker.onerror = (event) => {
      event.preventDefault();
      this.#end({ done: "", error: event.message });
    };
    worker.postMessage(this.#options);
  }

  close(): void {
    this.#worker?.terminate();
    this.#again = false;
  }

  #end(built: Built): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#built(built);
    if (!this.#again) return;
    this.#again = false;
    this.start();
  }
}
