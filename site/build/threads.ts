/** The threads of a build: this one alone for little work, others beside it for much. */
import { Failure } from "../../common/failure.ts";
import type { Folders, Jobs, OutlineResult, PagesResult, StampResult } from "./jobs.ts";
import type { Outline } from "./outline.ts";
import type { Settings } from "./settings.ts";
import { type Answer, doWork, type Order, type Result, type Work } from "./work.ts";

/** With fewer reports a thread takes longer to begin than it saves. */
const FEW_REPORTS = 3;

/** Each takes some 100 MB, and the disk is one. */
const MOST_THREADS = 2;

/** No report takes as long: whoever is silent for so long will not answer. */
const PATIENCE_MILLISECONDS = 300_000;

export class Threads {
  readonly #folders: Folders;
  readonly #own: Jobs;
  readonly #most: number;
  #helpers: Worker[] = [];

  /** `own` does this thread's share; `most` counts it too. */
  constructor(folders: Folders, own: Jobs, most = MOST_THREADS) {
    this.#folders = folders;
    this.#own = own;
    this.#most = Math.min(most, navigator.hardwareConcurrency);
  }

  /** The stamps of the reports of these names, in their order. */
  async stamps(names: readonly string[]): Promise<StampResult[]> {
    return await this.#share({ kind: "stamps", items: names }, () => {}) as StampResult[];
  }

  /** The outlines of the reports of these names, in their order. `done` is called after each. */
  async outlines(names: readonly string[], done: () => void): Promise<OutlineResult[]> {
    return await this.#share({ kind: "outlines", items: names }, done) as OutlineResult[];
  }

  /** The pages of these reports, in their order. */
  async pages(
    outlines: readonly Outline[],
    settings: Settings,
    done: () => void,
  ): Promise<PagesResult[]> {
    return await this.#share({ kind: "pages", items: outlines, settings }, done) as PagesResult[];
  }

  /** Ends the other threads; the memory that they held is free from then on. */
  end(): void {
    for (const helper of this.#helpers.splice(0)) helper.terminate();
  }

  [Symbol.dispose](): void {
    this.end();
  }

  async #share(work: Work, done: () => void): Promise<Result[]> {
    const order: Order = {
      folders: this.#folders,
      work,
      next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
    };
    const results: Result[] = [];
    const silence = new Silence();
    const give = (index: number, result: Result) => {
      results[index] = result;
      silence.broken();
      done();
    };
    try {
      const shares = this.#helpersFor(work.items.length).map((helper) => ask(helper, order, give));
      await Promise.race([
        Promise.all([doWork(this.#own, order, give), ...shares]),
        silence.tooLong,
      ]);
    } catch (error) {
      // Whoever still works may stop after what is at hand.
      Atomics.store(order.next, 0, work.items.length);
      throw error;
    } finally {
      silence.end();
    }
    return results;
  }

  #helpersFor(reports: number): readonly Worker[] {
    if (reports < FEW_REPORTS) return [];
    while (this.#helpers.length < Math.min(this.#most, reports) - 1) {
      const url = new URL("./worker.ts", import.meta.url);
      this.#helpers.push(new Worker(url, { type: "module" }));
    }
    return this.#helpers;
  }
}

/** Until the thread finds nothing left to do. */
function ask(
  helper: Worker,
  order: Order,
  give: (index: number, result: Result) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  helper.onmessage = ({ data }: MessageEvent<Answer>) => {
    if ("result" in data) give(data.index, data.result);
    else if ("error" in data) reject(new Error(data.error));
    else resolve();
  };
  helper.onmessageerror = () =>
    reject(new Error("a thread of the build sent what nobody can read"));
  helper.onerror = (event) => {
    event.preventDefault();
    reject(new Error(event.message));
  };
  helper.postMessage(order);
  return promise;
}

/** Ends the wait for threads that will never answer. */
class Silence {
  readonly #end = Promise.withResolvers<never>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#end.promise.catch(() => {});
    this.broken();
  }

  /** Rejects with a Failure once nothing has been heard for too long. */
  get tooLong(): Promise<never> {
    return this.#end.promise;
  }

  broken(): void {
    this.end();
    this.#timer = setTimeout(() => {
      const minutes = PATIENCE_MILLISECONDS / 60_000;
      this.#end.reject(
        new Failure(
          `no report was finished for ${minutes} minutes; nothing was changed, try again`,
        ),
      );
    }, PATIENCE_MILLISECONDS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
