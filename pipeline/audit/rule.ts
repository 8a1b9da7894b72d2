import type { Severity } from "../finding.ts";
import type { Cell, Row } from "../row.ts";

/** A process sample, a tool, a setting: what a trial says of itself beside its rows. */
export interface TrialFacts extends Cell {
  id: string;
  trial: number;
  /** Random block it ran in; null where trials were not interleaved. */
  block: number | null;
  /** Set where the program under test measured itself, with no load tool: what it needs of warm-up is its own matter. */
  measuresItself?: true;
  /** `finished` or `failed`. */
  state: string;
  /** Why it failed; empty where it did not. */
  failure: string;
  /** Seconds of warm-up before measuring; null where unknown. */
  warmupSeconds: number | null;
  /** `name version` of load tools and of programs under test. */
  tools: string[];
  programs: string[];
  /** Cores the generator was given; 0 where unknown. */
  generatorCores: number;
  /** Whether the backend was pinned to cores of the generator. */
  backendBesideGenerator?: boolean;
  /** Cores that all processes of the trial were given together; absent where unknown. */
  coresGiven?: number;
  /** When it began and ended, start and warm-up included, in seconds since 1970; absent where unknown. */
  span?: { began: number; ended: number };
  /** What the host did meanwhile; null where nobody looked. */
  host: HostFacts | null;
}

/** What the host did during a trial. */
export interface HostFacts {
  /** CPU time stolen by the hypervisor, summed over cores. */
  stealSeconds: number;
  /** One-minute load average when the trial began. */
  loadAverage: number;
  /** Pages swapped in or out. */
  swapPages: number;
  /** Lowest and highest clock of the cores in use; absent where the host does not tell. */
  frequencyHertz?: { lowest: number; highest: number };
}

/** The implementation that a scenario's ratios divide by, and the cases that are one workload. */
export interface Baseline {
  scenario: string;
  implementation: string;
  /** What the ratios are ratios of. */
  metric: string;
  statistic: string;
  /** Cases that measure the same workload at different times (`before`, `after`). */
  cases: readonly string[];
}

/** What the rules look at: a report, or the raw files of one `audit` call. */
export interface Evidence {
  rows: readonly Row[];
  trials: readonly TrialFacts[];
  /** Whether host, kernel and versions are known. */
  environmentKnown: boolean;
  /** What ratios divide by, where the report declares it. */
  baselines?: readonly Baseline[];
}

/** What a rule says. */
export interface Finding {
  rule: string;
  severity: Severity;
  message: string;
  /** Rows it is about: a `withhold` finding withholds exactly these. */
  rows: readonly Row[];
  /** Where it belongs when it is about no row (a failed trial); absent otherwise. */
  place?: Partial<Cell> & {
    trial?: number;
    source?: string;
    /** Of a value that was left out. */
    metric?: string;
    statistic?: string;
  };
}

/** What a finding is about; empty where that is more than one metric or statistic. */
export function figureOf({ rows, place }: Finding): { metric: string; statistic: string } {
  const first = rows[0];
  const of = (key: "metric" | "statistic") => {
    if (first === undefined) return place?.[key] ?? "";
    return rows.every((row) => row[key] === first[key]) ? first[key] : "";
  };
  return { metric: of("metric"), statistic: of("statistic") };
}

/** An audit rule: pure, one file each, listed in mod.ts. */
export interface Rule {
  /** Stable name: findings.csv and other people's filters use it. */
  name: string;
  severity: Severity;
  /** `report`: says something only of a whole report; not asked of single files. */
  scope: "file" | "report";
  /** When it speaks, as a condition made of its thresholds; absent where it does at any occurrence. */
  speaks?: string;
  /** What says it as well, or alone, under this name: formats of their own input, or corrections. */
  saidBy?: "formats" | "corrections";
  /** One sentence: why this makes a number unbelievable. */
  why: string;
  /** A real case, with its source. */
  example: string;
  /** Which of the rows that it names it makes lower bounds, where its severity is that. */
  bounds?(row: Pick<Row, "metric">): boolean;
  check(evidence: Evidence): Finding[];
}

/** A finding of this rule; `severity` where it differs from the rule's own. */
export function findingOf(
  rule: Pick<Rule, "name" | "severity">,
  rows: readonly Row[],
  message: string,
  severity: Severity = rule.severity,
): Finding {
  return { rule: rule.name, severity, message, rows };
}
