/** Takes k6's console output apart into its runs. */
import type { K6Metric, K6Threshold } from "./k6.ts";
import { type K6Type, splitSelector, typeOf } from "./k6_names.ts";
import { doubtDraft, dropUncertain } from "./k6_text_doubts.ts";
import { type K6Line, readK6Line, readWrapped, stripLog } from "./k6_text_lines.ts";
import type { LineValues } from "./k6_text_values.ts";

/** A metric, the section that it stands in, and how it stands there. */
export interface PrintedMetric extends K6Metric {
  /** `scenario:browse` and the like in the full mode of 1.x; empty for the whole run. */
  section: string;
  line: number;
  /** Letters of the line, trailing blanks included; 0 where a console broke it. */
  width: number;
  isPadded: boolean;
  /** Keys whose value is only certain when the line is whole. */
  open: string[];
}

/** One run as it was printed. */
export interface Draft {
  firstLine: number;
  lastMetricLine: number;
  /** Whether whole lines follow the last metric: then the summary was printed to its end. */
  hasEnd: boolean;
  isLegacy: boolean;
  hasBanner: boolean;
  /** "TOTAL RESULTS", and a heading such as HTTP below it. */
  hasTitle: boolean;
  hasHeading: boolean;
  script: string | undefined;
  /** What the banner says of each scenario. */
  scenarios: string[];
  metrics: Map<string, PrintedMetric>;
  thresholds: K6Threshold[];
  running: { seconds: number; line: number } | undefined;
  interrupted: number;
  /** What is doubtful about which line, a sentence each. */
  doubts: { line: number; message: string }[];
}

type Of<Kind extends K6Line["kind"]> = Extract<K6Line, { kind: Kind }>;

/** Splits a text into runs; those without a summary are among them. */
export function draftK6Text(text: string, at: (line: number) => string): Draft[] {
  const lines = text.split("\n").map(stripLog);
  const endsOpen = !text.endsWith("\n");
  const drafts: Draft[] = [];
  let draft: Draft | undefined;
  let section = "";
  let scopes: { indent: number; tag: string }[] = [];
  let isThresholds = false;
  /** The metric of the line before, whose submetrics may follow. */
  let parent = "";
  let previous: PrintedMetric | undefined;

  function begin(line: number): Draft {
    draft = emptyDraft(line);
    drafts.push(draft);
    section = "";
    scopes = [];
    isThresholds = false;
    parent = "";
    previous = undefined;
    return draft;
  }

  function takeTitle(line: Of<"title">, number: number): void {
    const isTop = line.title === "THRESHOLDS" || line.title === "TOTAL RESULTS";
    let current = draft ?? begin(number);
    if (isTop && current.metrics.size > 0) current = begin(number);
    current.isLegacy = false;
    if (line.title === "TOTAL RESULTS") current.hasTitle = true;
    isThresholds = line.title === "THRESHOLDS";
    scopes = isTop ? [] : scopes.filter((scope) => scope.indent < line.indent);
    const colon = line.title.indexOf(": ");
    if (!isTop) {
      const name = line.title.slice(colon + 2);
      const tag = line.title.startsWith("SCENARIO") ? `scenario:${name}` : `group:::${name}`;
      scopes.push({ indent: line.indent, tag });
    }
    section = scopes.map((scope) => scope.tag).join(",");
    previous = undefined;
  }

  /** Reads a metric and returns how many lines behind it belong to it. */
  function takeMetric(line: Of<"metric">, index: number): number {
    const text = lines[index] as string;
    const number = index + 1;
    const { values, linesUsed } = readWrapped(line.data, lines.slice(index + 1, index + 6));
    const isSubmetric = line.name.startsWith("{ ");
    const known = isSubmetric ? parent : line.name;
    // Other programs pad with dots as well: a line that is not whole must at least have a name of k6's.
    if (values === undefined || known === "") return 0;
    if (!values.isWhole && typeOf(known) === "") return 0;
    const { name, selector } = isSubmetric
      ? { name: parent, selector: line.name.slice(2, -2) }
      : splitSelector(line.name);
    const above = isSubmetric ? draft?.metrics.get(`${section}\0${name}\0`)?.type : undefined;
    const expected = above ?? typeOf(name);
    if (values.isWhole && expected !== "" && values.type !== expected) {
      draft?.doubts.push({
        line: number,
        message: `line ${number} stands where it does not belong`,
      });
      return linesUsed;
    }
    if (!isSubmetric) parent = line.name;
    const isLast = endsOpen && index + linesUsed === lines.length - 1;
    const isCut = dropUncertain(values, name, isLast);
    const place = { section, line: number, text: linesUsed > 0 ? "" : text };
    const metric = printedMetric(values, name, selector, place, at(number));
    const key = `${section}\0${name}\0${selector}`;
    const there = draft?.metrics.get(key);
    if (there !== undefined && there === previous && lines[there.line - 1] === text) {
      draft?.doubts.push({ line: number, message: `line ${number} repeats the one before` });
      return linesUsed;
    }
    let current = draft ?? begin(number);
    const isBackwards = previous !== undefined && comesBefore(metric, previous);
    // The sections of 1.x begin anew; 0.x has no sections, so there another summary begins.
    const isApart = number > current.lastMetricLine + 1;
    const isOneBlock = current.isLegacy && !current.hasHeading;
    if (there !== undefined || (isBackwards && isApart && isOneBlock)) {
      current = begin(number);
    } else if (isBackwards && !isApart) {
      current.doubts.push({
        line: number,
        message: `line ${number} is out of k6's order of names`,
      });
    }
    if (number === 1 && /^\S/.test(text)) {
      current.doubts.push({ line: 1, message: "line 1 may lack its beginning" });
      if (typeOf(name) === "") return linesUsed;
    }
    if (isCut) current.doubts.push({ line: number, message: `line ${number} is cut off` });
    if (line.hasPassed !== undefined) {
      const { hasPassed } = line;
      const full = selector === "" ? name : `${name}{${selector}}`;
      current.thresholds.push({ metric: full, expression: "", hasPassed, source: at(number) });
    }
    parent = name;
    current.metrics.set(key, metric);
    current.lastMetricLine = number + linesUsed;
    current.hasEnd = false;
    previous = metric;
    return linesUsed;
  }

  function takeOther(line: K6Line, text: string, number: number): void {
    if (line.kind === "banner") {
      if (draft === undefined || draft.hasBanner || draft.metrics.size > 0) begin(number);
      (draft as Draft).hasBanner = true;
      isThresholds = false;
    }
    if (line.kind === "title") takeTitle(line, number);
    if (draft === undefined) return;
    if (draft.metrics.size > 0 && number < lines.length) draft.hasEnd = true;
    if (/^\s*(?:HTTP|EXECUTION|NETWORK)\s*$/.test(text)) draft.hasHeading = true;
    if (line.kind === "script") draft.script ??= line.script;
    if (line.kind === "scenario" && draft.metrics.size === 0) {
      draft.scenarios.push(line.description);
    }
    if (line.kind === "running" && draft.metrics.size > 0 && draft.running === undefined) {
      draft.interrupted = line.interrupted;
      if (line.seconds !== undefined) draft.running = { seconds: line.seconds, line: number };
    }
    if (isThresholds) takeThreshold(line, text, number, draft);
  }

  function takeThreshold(line: K6Line, text: string, number: number, draft: Draft): void {
    const name = /^\s*(\w+(?:\{.*\})?|\{.*\})\s*$/.exec(text)?.[1];
    if (line.kind === "other" && name !== undefined) {
      parent = name.startsWith("{") ? `${splitSelector(parent).name}${name}` : name;
    }
    if (line.kind !== "threshold" || line.hasPassed === undefined || parent === "") return;
    const { expression, hasPassed } = line;
    draft.thresholds.push({ metric: parent, expression, hasPassed, source: at(number) });
  }

  for (let index = 0; index < lines.length; index++) {
    const text = lines[index] as string;
    const line = readK6Line(text);
    if (line.kind === "metric") index += takeMetric(line, index);
    else takeOther(line, text, index + 1);
  }
  for (const draft of drafts) doubtDraft(draft);
  return drafts;
}

function emptyDraft(firstLine: number): Draft {
  return {
    firstLine,
    lastMetricLine: firstLine,
    hasEnd: false,
    isLegacy: true,
    hasBanner: false,
    hasTitle: false,
    hasHeading: false,
    script: undefined,
    scenarios: [],
    metrics: new Map(),
    thresholds: [],
    running: undefined,
    interrupted: 0,
    doubts: [],
  };
}

function printedMetric(
  values: LineValues,
  printedName: string,
  selector: string,
  { section, line, text }: { section: string; line: number; text: string },
  source: string,
): PrintedMetric {
  // 1.x prints three metrics of its checks; this is what the others call "checks".
  const name = printedName === "checks_succeeded" ? "checks" : printedName;
  const known: K6Type = typeOf(name);
  return {
    name,
    selector,
    section,
    line,
    width: text.length,
    isPadded: text.endsWith(" "),
    type: values.isWhole || known === "" ? values.type : known,
    contains: values.contains,
    values: new Map([...values.values].map(([key, value]) => [key, { value, source }])),
    open: values.open,
  };
}

/** k6 sorts what it prints by name; only its own names are compared, for letters sort as they please. */
function comesBefore(metric: PrintedMetric, previous: PrintedMetric): boolean {
  if (metric.section !== previous.section || metric.selector !== "") return false;
  const isOrdered = (name: string) => /^(?:data|http|iteration|vus|grpc|ws)/.test(name);
  return isOrdered(metric.name) && isOrdered(previous.name) && metric.name < previous.name;
}
