/** A chart with its finding as title, its table twin and its data. */
import type { ComponentChildren } from "preact";
import type { Chart } from "../charts/chart.ts";
import { Breakable } from "./breakable.tsx";
import { NumbersTable } from "./numbers_table.tsx";

export interface ChartFigureProps {
  chart: Chart;
  /** Distinguishes the charts of several groups on one page. */
  suffix?: string;
  /** Address of the table that says the same in numbers, of a chart without one of its own. */
  table: string;
  /** Address of the CSV behind it. */
  csv: string;
  /** What stands below the caption: how to show the chart elsewhere. */
  children?: ComponentChildren;
  /** What the chart is of, where no heading above it says so. */
  of?: string | undefined;
  /** Whether the page's script lets a reader bring one line of it forward. */
  choosable?: boolean;
  /** Level of the title; a chart directly below a section's heading is 3. */
  level?: 2 | 3;
}

export function ChartFigure(
  { chart, suffix = "", table, csv, level = 3, choosable = true, of, children }: ChartFigureProps,
) {
  const Title = level === 2 ? "h2" : "h3";
  const id = `chart-${chart.id}${suffix}`;
  const { wide, narrow, numbers } = chart;
  // Charts of rows name each where it is drawn: there is nothing to look for.
  const offers = choosable && wide.includes('class="end-labels"');
  return (
    <figure class={offers ? "chart choosable" : "chart"} id={id} aria-labelledby={`${id}-title`}>
      <Title id={`${id}-title`}>
        <Breakable text={chart.title} />
      </Title>
      <p class="subtitle">
        {of !== undefined && (
          <>
            <Breakable text={of} /> ·{" "}
          </>
        )}
        {chart.subtitle}
      </p>
      <Drawing size="wide" svg={wide} />
      <Drawing size="narrow" svg={narrow} />
      <figcaption>
        <p>
          {chart.notes.map((note) =>
            `${note} `
          )}
          {numbers === undefined && (
            <>
              <a href={table}>The same in numbers</a>
              {"\u00a0· "}
            </>
          )}
          <a href={csv}>CSV</a>
        </p>
        {numbers !== undefined && (
          <NumbersTable id={`${id}-numbers`} caption={chart.title} numbers={numbers} />
        )}
        {children}
      </figcaption>
    </figure>
  );
}

/** The one place where text goes into a page as markup: SVG of charts/plot.ts, which escapes its texts. */
function Drawing({ size, svg }: { size: "wide" | "narrow"; svg: string }) {
  return <div class={`drawing ${size}`} dangerouslySetInnerHTML={{ __html: svg }} />;
}
