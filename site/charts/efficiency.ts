/** What each implementation does with what it takes: work per CPU second, work per MiB, its share of all memory. */
import type { Summary } from "../../pipeline/report.ts";
import { capital, formatNumber, formatShare, scaleFor } from "../format.ts";
import type { Standing } from "../model/standings.ts";
import { limitNotes, trialsText } from "../model/sentences.ts";
import { centreOf } from "../model/values.ts";
import { type Chart, type ChartInput, orderWords } from "./chart.ts";
import { drawPanels, type Panel, panelNumbers } from "./panels.ts";
import { isOneLoad, peakLoadNotes } from "./peak_loads.ts";
import { NARROW, WIDE } from "./plot.ts";

const MIB = 2 ** 20;

/** What a rate does with CPU and memory; undefined where one of the two is not known. */
export interface Efficiency {
  row: Standing;
  /** Answers per second of CPU time: the rate over the busy cores. */
  perCpuSecond: number | undefined;
  /** Answers per second for each MiB that is resident. */
  perMib: number | undefined;
  memory: number | undefined;
  /** What they are made of: the rate, and what is known of CPU and memory. */
  made: { rate: Summary; cpu: Summary | undefined; memory: Summary | undefined };
}

/** Of each ranked implementation at its peak, in the order of the page; for rates alone. */
export function efficienciesOf({ board }: ChartInput): Efficiency[] {
  if (board.ranked.better !== "higher") return [];
  return board.order.map((row) => {
    const rate = centreOf(row.value.summary);
    const cpu = resourceOf(row, "cpu", "mean");
    const memory = resourceOf(row, "memory_rss", "max");
    return {
      row,
      perCpuSecond: cpu === undefined ? undefined : rate / centreOf(cpu),
      perMib: memory === undefined ? undefined : rate / (centreOf(memory) / MIB),
      memory: memory === undefined ? undefined : centreOf(memory),
      made: { rate: row.value.summary, cpu, memory },
    };
  });
}

function resourceOf({ point }: Standing, metric: string, statistic: string): Summary | undefined {
  const value = point.value(metric, statistic);
  if (value === undefined || value.summary.status === "withheld") return undefined;
  return centreOf(value.summary) > 0 ? value.summary : undefined;
}

/** Work per CPU second and per MiB, and the share of the memory of all. */
export function efficiencyChart(input: ChartInput): Chart | undefined {
  const all = efficienciesOf(input);
  const known = all.filter(({ perCpuSecond, perMib }) =>
    perCpuSecond !== undefined || perMib !== undefined
  );
  if (known.length < 2) return undefined;
  const { board } = input;
  const { unit, metric } = (known[0] as Efficiency).row.value.summary;
  const sum = all.reduce((total, { memory }) => total + (memory ?? 0), 0);
  const rate = (values: readonly number[]) => scaleFor(unit, metric, values);
  const panels = [
    panelOf(all, "per second of CPU", ({ perCpuSecond }) => perCpuSecond, rate),
    panelOf(all, "per MiB held", ({ perMib }) => perMib, rate),
    sharePanel(all, sum),
  ].filter((panel) => panel !== undefined);
  const shown = known.map(({ row }) => row);
  const each = isOneLoad(shown) ? "" : ", each at its own peak";
  const title = `${titleOf(known, orderWords(board))}${each}`;
  const subtitle =
    `At each implementation's peak · ${
      capital(board.ranked.title)
    } over busy cores, and over resident memory: ` +
    `higher is better${sum > 0 ? " · Part of all memory: lower is better" : ""} · ${
      trialsText(board)
    }`;
  const label = `${title}. ${subtitle}.`;
  const series = known.map(({ row }) => row.series);
  return {
    id: "efficiency",
    title,
    subtitle,
    notes: [
      `Quotients of ${
        board.trials.most > 1 ? "medians" : "single trials"
      }, so without an interval. They are no measure of energy.`,
      ...(sum > 0
        ? ["The last panel is each server's part of the memory of all that are shown."]
        : []),
      ...peakLoadNotes(shown, board.group.loadUnit),
      ...limitNotes(shown, board),
    ],
    cells: known.flatMap(({ made: { rate, cpu, memory } }) =>
      [rate, cpu ?? [], memory ?? []].flat()
    ),
    get numbers() {
      return panelNumbers(panels, series);
    },
    get wide() {
      return drawPanels(input, panels, series, WIDE, label);
    },
    get narrow() {
      return drawPanels(input, panels, series, NARROW, label);
    },
  };
}

function panelOf(
  all: readonly Efficiency[],
  title: string,
  pick: (each: Efficiency) => number | undefined,
  scaleOf: (values: readonly number[]) => { divisor: number; unit: string },
): Panel | undefined {
  const values = all.flatMap((each) => {
    const value = pick(each);
    return value === undefined ? [] : [{ name: each.row.series.name, value }];
  });
  if (values.length === 0) return undefined;
  const scale = scaleOf(values.map(({ value }) => value));
  const top = Math.max(...values.map(({ value }) => value));
  const unit = scale.unit.replace(/\/s$/, "");
  return {
    title: title.startsWith("per second") ? `${unit} ${title}` : `${scale.unit} ${title}`,
    bars: new Map(values.map(({ name, value }) => [
      name,
      { share: value / top, text: digits(value / scale.divisor) },
    ])),
  };
}

function sharePanel(all: readonly Efficiency[], sum: number): Panel | undefined {
  const top = Math.max(...all.map(({ memory }) => memory ?? 0));
  if (!(top > 0)) return undefined;
  return {
    title: "% of all memory",
    bars: new Map(
      all.flatMap(({ row, memory }) =>
        memory === undefined
          ? []
          : [[row.series.name, { share: memory / top, text: formatShare(memory / sum) }] as const]
      ),
    ),
  };
}

/** Three digits: quotients of medians carry no more. */
function digits(value: number): string {
  const magnitude = value > 0 ? Math.floor(Math.log10(value)) : 0;
  return formatNumber(value, Math.max(0, Math.min(2, 2 - magnitude)));
}

function titleOf(known: readonly Efficiency[], order: string): string {
  const best = (pick: (each: Efficiency) => number | undefined) =>
    known.filter((each) => pick(each) !== undefined)
      .sort((a, b) => (pick(b) ?? 0) - (pick(a) ?? 0))[0]?.row.series.title;
  const [cpu, memory] = [
    best(({ perCpuSecond }) => perCpuSecond),
    best(({ perMib }) => perMib),
  ];
  if (cpu === undefined) return `${memory} does most with a MiB of memory, ${order}`;
  if (memory === undefined) return `${cpu} does most with a second of CPU, ${order}`;
  return cpu === memory
    ? `${cpu} does most with a second of CPU and with a MiB of memory, ${order}`
    : `${cpu} does most with a second of CPU, ${memory} with a MiB of memory, ${order}`;
}
