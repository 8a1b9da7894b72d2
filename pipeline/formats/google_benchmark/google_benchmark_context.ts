/** What Google Benchmark prints before its table: the date, the program, the machine, warnings. */

import type { ThreadTimes } from "./google_benchmark_names.ts";
import type { Header, PrintedRow } from "./google_benchmark_rows.ts";

const DATE = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*|\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d)$/;
const RUNNING = /^Running (?!on )(\S.*)$/;
const MACHINE = /^Run on (?:\((\d+) X ([\d.]+) MHz CPU ?s? ?\)|(.+))$/;
const LONGEST_LABEL = 300;
const MOST_LABELS = 64;

/** Whether this is the line about the machine, which every execution prints once. */
export function isMachineLine(line: string): boolean {
  return MACHINE.test(line.trim());
}

/** Collects labels from the lines around the rows; the first word on each subject stands. */
export class ContextReader {
  sawHeader = false;
  sawMachine = false;
  /** The line about the machine is the library's own, and no sentence that begins alike. */
  sawProcessors = false;
  /** The program that printed the rows that follow. */
  executable = "";
  /** Known where the layout itself is older than 1.9.0. */
  threadTimes: ThreadTimes | undefined;
  readonly #labels = new Map<string, string>();
  /** Between the line about the machine and the header, a program's own context is printed. */
  #inContext = false;

  labels(): Record<string, string> {
    return Object.fromEntries(this.#labels);
  }

  /** Whether it knows more than which program it was. */
  hasLabels(): boolean {
    return [...this.#labels.keys()].some((key) => key !== "executable");
  }

  seeHeader(header: Header): void {
    this.sawHeader = true;
    this.#inContext = false;
    if (header.isOld) this.threadTimes = "mean";
  }

  seeRow(row: PrintedRow): void {
    this.#inContext = false;
    if (row.isBefore183) this.threadTimes = "mean";
  }

  see(whole: string): void {
    const line = whole.trim();
    if (line === "") return;
    if (DATE.test(line)) return this.#set("date", line);
    const running = RUNNING.exec(line);
    if (running !== null) {
      this.executable = (running[1] as string).slice(0, LONGEST_LABEL);
      return this.#set("executable", this.executable);
    }
    const machine = MACHINE.exec(line);
    if (machine !== null) {
      this.#inContext = true;
      this.sawMachine = true;
      if (machine[3] !== undefined) return this.#set("cpu", machine[3]);
      this.sawProcessors = true;
      this.#set("num_cpus", machine[1] as string);
      return this.#set("mhz_per_cpu", machine[2] as string);
    }
    // Sizes of caches were printed as `32K` until 1.5.1, as `32 KiB` since.
    if (/^L\d \w+ \d+K\b/.test(line)) this.threadTimes = "mean";
    if (line.includes("***WARNING***")) return this.#seeWarning(line);
    const pair = /^([\w.-]{1,64}(?: [\w.-]{1,64}){0,3}): (\S.*)$/.exec(line);
    if (pair === null) return;
    if (pair[1] === "Load Average") return this.#set("load_avg", pair[2] as string);
    if (this.#inContext) this.#set(pair[1] as string, pair[2] as string);
  }

  #seeWarning(line: string): void {
    if (line.includes("built as DEBUG")) this.#set("library_build_type", "debug");
    if (line.includes("CPU scaling is enabled")) this.#set("cpu_scaling_enabled", "true");
    if (line.includes("ASLR is enabled")) this.#set("aslr_enabled", "true");
  }

  #set(key: string, value: string): void {
    if (this.#labels.has(key) || this.#labels.size >= MOST_LABELS) return;
    this.#labels.set(key, value.slice(0, LONGEST_LABEL));
  }
}
