/** For tests: implementations of made-up trials; whether a text is well-formed XML, as far as this project writes any. */
import type { Cell, ImplementationEntry, Row, Summary } from "../../pipeline/report.ts";
import type { Series } from "./scenario.ts";

const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/y;
const TEXT = /[^<]+/y;
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;

/** The first thing that no XML reader takes; undefined of a well-formed text. */
export function faultOfXml(text: string): string | undefined {
  const body = text.replace(/^<\?xml[^?]*\?>\s*/, "");
  const open: string[] = [];
  let at = 0;
  let roots = 0;
  // deno-lint-ignore no-control-regex
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(body);
  if (control !== null) return `a sign that XML has not, at ${control.index}`;
  const entity = ENTITY.exec(body);
  if (entity !== null) return `no entity: ${body.slice(entity.index, entity.index + 20)}`;
  while (at < body.length) {
    const pattern = body[at] === "<" ? TAG : TEXT;
    pattern.lastIndex = at;
    const match = pattern.exec(body);
    if (match === null) return `no tag: ${body.slice(at, at + 60)}`;
    at = pattern.lastIndex;
    const [, closing, name = "", attributes = "", empty] = match;
    if (pattern === TEXT) {
      if (open.length === 0 && match[0].trim() !== "") return `text outside: ${match[0]}`;
    } else if (closing === "/") {
      if (open.pop() !== name) return `</${name}> closes another`;
    } else {
      const names = [...attributes.matchAll(/([\w:.-]+)="/g)].map((each) => each[1]);
      if (new Set(names).size < names.length) return `an attribute twice: ${match[0]}`;
      if (open.length === 0 && ++roots > 1) return "two roots";
      if (empty !== "/") open.push(name);
    }
  }
  return open.length > 0 ? `not closed: ${open.join(" ")}` : undefined;
}

/** Values of the trials at each load, by load. */
export interface Trials {
  [load: number]: number[];
}

/** Of which program it is a twin, the status of its figures, and how far their intervals reach, as a share. */
export interface SeriesOptions {
  twin_of?: string;
  status?: Summary["status"];
  reach?: number;
}

/** An implementation with goodput alone, at loads in connections. */
export function series(name: string, trials: Trials, options: SeriesOptions = {}): Series {
  const implementation: ImplementationEntry = {
    name,
    scenario: "s",
    title: name,
    language: "",
    runtime: "",
    framework: "",
    state: "measured",
    reason: "",
    remedy: "",
    versions: [],
    source: "",
    ...(options.twin_of === undefined ? {} : { twin_of: options.twin_of }),
  };
  const points = Object.entries(trials).map(([load, values]) => {
    const cell: Cell = {
      scenario: "s",
      implementation: name,
      case: "",
      limits: "",
      load: Number(load),
      load_unit: "connections",
    };
    const rows = (values as number[]).map((value) => ({ value }) as Row);
    const value = { summary: summary(cell, values as number[], options), rows };
    return { cell, value: (metric: string) => metric === "goodput" ? value : undefined };
  });
  return { name, title: name, implementation, points };
}

function summary(cell: Cell, values: number[], { status, reach }: SeriesOptions): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] as number;
  return {
    ...cell,
    metric: "goodput",
    statistic: "mean",
    unit: "1/s",
    clock: "wall",
    loop: "",
    n: sorted.length,
    median,
    mean: null,
    low: reach === undefined ? null : median * (1 - reach),
    high: reach === undefined ? null : median * (1 + reach),
    cv: null,
    min: sorted[0] as number,
    max: sorted.at(-1) as number,
    rank_low: null,
    rank_high: null,
    status: status ?? "ok",
    findings: [],
    merged: null,
  };
}
