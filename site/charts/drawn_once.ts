/** Charts that a page shows and others may embed: each is made and drawn once. */
import { type Chart, type ChartInput, type ChartMaker, chartWith } from "./chart.ts";

interface Made {
  slots: ChartInput["slots"];
  /** Where the links of its labels begin. */
  href: string | undefined;
  chart: Chart | undefined;
}

const made = new WeakMap<ChartInput["board"], Map<ChartMaker, Made>>();

/** The chart that a maker makes of this input; the same one when it is asked again. */
export function drawnOnce(maker: ChartMaker, input: ChartInput): Chart | undefined {
  const { board, slots, hrefOf } = input;
  const href = hrefOf?.("");
  const own = made.get(board) ?? new Map<ChartMaker, Made>();
  made.set(board, own);
  const known = own.get(maker);
  if (known !== undefined && known.slots === slots && known.href === href) return known.chart;
  const chart = withDrawingsKept(maker(input));
  own.set(maker, { slots, href, chart });
  return chart;
}

/** The chart with its drawings, each made when it is first asked for and kept. */
export function withDrawingsKept(chart: Chart): Chart;
export function withDrawingsKept(chart: Chart | undefined): Chart | undefined;
export function withDrawingsKept(chart: Chart | undefined): Chart | undefined {
  if (chart === undefined) return undefined;
  let wide: string | undefined;
  let narrow: string | undefined;
  return chartWith(chart, {
    get wide() {
      return wide ??= chart.wide;
    },
    get narrow() {
      return narrow ??= chart.narrow;
    },
  });
}
