/** Two reports of one host: their cells, ratios with intervals and verdicts. */
import { METRICS } from "../../../pipeline/report.ts";
import {
  formatCount,
  formatDate,
  formatIn,
  formatLoad,
  formatShare,
  scaleFor,
} from "../../format.ts";
import { implementationPage, reportPage, type To } from "../../links.ts";
import {
  boundOf,
  type ComparedCell,
  type ComparedTable,
  type ReportPair,
} from "../../model/compare.ts";
import type { Report } from "../../model/report.ts";
import { Breakable } from "../breakable.tsx";
import { CommandWords } from "../command_words.tsx";
import { NumberHead } from "../number_head.tsx";
import { isLong, ScrollTable } from "../scroll_table.tsx";
import { OverCells } from "./over_cells.tsx";
import { ChanceCell } from "./chance_cell.tsx";
import { Verdict } from "./verdict.tsx";
import { comparisonText, rangeText, ratioText } from "./words.ts";

/** Rows of a table; of more, those whose ratio is furthest from 1 for its interval. */
const MOST_ROWS = 100;

export interface PairProps {
  pair: ReportPair;
  /** Whether to show every cell, or those with a difference alone. The answer of the page is about the whole one. */
  whole: boolean;
  /** Distinguishes the ids of several pairs. */
  index: number;
  to: To;
}

export function ReportPairTables({ pair: { a, b, comparison }, whole, index, to }: PairProps) {
  const said = [
    ...(whole ? [] : [`B against A: ${comparisonText(comparison, b.manifest)}.`]),
    ...comparison.notes,
  ];
  return (
    <>
      <PairHead a={a} b={b} to={to} />
      {said.length > 0 && <p>{said.join(" ")}</p>}
      {comparison.tables.map((table, at) => (
        <CellTable
          key={at}
          table={table}
          a={a}
          b={b}
          whole={whole}
          id={`cells-${index + 1}-${at + 1}`}
          to={to}
        />
      ))}
      <Command a={a} b={b} />
    </>
  );
}

/** The two reports by name and date. */
export function PairHead({ a, b, to }: { a: Report; b: Report; to: To }) {
  return (
    <h3>
      A <ReportLink report={a} to={to} /> and B <ReportLink report={b} to={to} />
    </h3>
  );
}

function ReportLink({ report: { name, manifest }, to }: { report: Report; to: To }) {
  return (
    <>
      <a href={to(reportPage(name))}>{name}</a> ({formatDate(manifest.created)})
    </>
  );
}

export function Command({ a, b, across = false }: { a: Report; b: Report; across?: boolean }) {
  return (
    <p class="sources">
      On this machine:{" "}
      <CommandWords
        words={["deno", "task", "compare", a.name, b.name, ...(across ? ["--across"] : [])]}
      />
    </p>
  );
}

interface CellTableProps {
  table: ComparedTable;
  a: Report;
  b: Report;
  whole: boolean;
  id: string;
  to: To;
}

function CellTable({ table, a, b, whole, id, to }: CellTableProps) {
  const { scenario, metric, statistic, unit, better, floor, cells, shared } = table;
  const wanted = whole
    ? cells
    : cells.filter(({ verdict }) => verdict === "faster" || verdict === "slower");
  const shown = furthestFirst(wanted);
  if (shown.length === 0) return null;
  const centres = shown.flatMap((cell) => [cell.a?.centre ?? [], cell.b?.centre ?? []].flat());
  const scale = scaleFor(unit, metric, centres);
  const hasLoads = shown.some(({ load }) => load !== null);
  const name = `${METRICS[metric]?.title ?? metric} ${statistic}`;
  const scenarioTitle = b.manifest.scenarios.find((each) => each.name === scenario)?.title ??
    scenario;
  const caption = `${scenarioTitle}, ${name}: ${b.name} divided by ${a.name}`;
  const titleOf = (implementation: string) =>
    b.manifest.implementations.find((each) => each.name === implementation)?.title;
  return (
    <>
      <p class="subtitle">
        {[
          scenarioTitle,
          name,
          scale.unit,
          better === "" ? "" : `${better} is better`,
          floor === undefined ? "noise floor not known" : `noise floor ${formatShare(floor)}`,
        ].filter((part) => part !== "").join(" · ")}
      </p>
      {shared !== undefined && (
        <p>
          All {shared.programs} programs share {ratioText(shared.ratio, shared.low, shared.high)}
          {" "}
          times A’s value in B (95 % interval{" "}
          {rangeText(shared.low, shared.high)}), as they do where the host itself became faster or
          slower. What a program shows beside the others, B / A over what they share, is judged.
        </p>
      )}
      <p class="sources">
        A and B are geometric means of trials, as their ratio is: the pages of the reports show
        medians, and percentiles of all trials together where there are histograms.
      </p>
      <OverCells table={table} titleOf={titleOf} caption={caption} id={`${id}-over`} />
      <ScrollTable
        id={id}
        caption={caption + (whole ? "" : ", where a difference is shown")}
        long={isLong(shown.length)}
        sortable
        filter={isLong(shown.length)}
      >
        <thead>
          <tr>
            <th scope="col">Implementation</th>
            {hasLoads && <th scope="col" class="number">Load</th>}
            <th scope="col">B is</th>
            <NumberHead title="A" unit={scale.unit} />
            <NumberHead title="B" unit={scale.unit} />
            <th scope="col" class="number">
              B / A{shared === undefined && <span class="unit">95 % interval</span>}
            </th>
            {shared !== undefined && (
              <th scope="col" class="number">
                beside the others<span class="unit">95 % interval</span>
              </th>
            )}
            <th scope="col" class="number">adjusted p</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((cell) => {
            const title = titleOf(cell.implementation);
            return (
              <tr>
                <th scope="row">
                  {title === undefined || cell.b === null
                    ? title ?? cell.implementation
                    : (
                      <a href={to(implementationPage(b.name, scenario, cell.implementation))}>
                        {title}
                      </a>
                    )}
                  {(cell.case !== "" || cell.limits !== "") && (
                    <small>
                      <Breakable
                        text={[cell.case, cell.limits].filter((part) => part !== "").join(", ")}
                      />
                    </small>
                  )}
                </th>
                {hasLoads && <td class="number">{formatLoad(cell.load, cell.load_unit) || "–"}</td>}
                <td>
                  {cell.verdict === null ? cell.reason : <Verdict verdict={cell.verdict} />}
                </td>
                <Side side={cell.a} better={better} scale={scale} />
                <Side side={cell.b} better={better} scale={scale} />
                {shared === undefined
                  ? <Ratio cell={cell} better={better} {...bareRatio(cell)} />
                  : (
                    <>
                      <Ratio cell={cell} better={better} {...bareRatio(cell)} low={null} />
                      <Ratio cell={cell} better={better} {...besideRatio(cell)} />
                    </>
                  )}
                <ChanceCell p={cell.p_adjusted} />
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
      {wanted.length > shown.length && (
        <p class="sources">
          Shown are the {shown.length} whose ratio is furthest from 1 for the width of its interval;
          {" "}
          {formatCount(wanted.length - shown.length, "row")}{" "}
          more are in the output of the command below.
        </p>
      )}
    </>
  );
}

/** All cells as they stand, or of many those that are most likely to differ. */
function furthestFirst(cells: readonly ComparedCell[]): readonly ComparedCell[] {
  if (cells.length <= MOST_ROWS) return cells;
  const distanceOf = (cell: ComparedCell) => {
    const { ratio, low, high } = cell.beside === null ? bareRatio(cell) : besideRatio(cell);
    if (ratio === null || low === null || high === null) return -1;
    return Math.abs(Math.log(ratio)) / Math.log(high / low);
  };
  const distances = new Map(cells.map((cell) => [cell, distanceOf(cell)]));
  return cells.toSorted((x, y) => (distances.get(y) ?? 0) - (distances.get(x) ?? 0))
    .slice(0, MOST_ROWS);
}

function Side({ side, better, scale }: {
  side: ComparedCell["a"];
  better: ComparedTable["better"];
  scale: ReturnType<typeof scaleFor>;
}) {
  if (side === null) return <td class="number absent">–</td>;
  if (side.centre === null) return <td class="number withheld">withheld</td>;
  const sign = side.status === "lower bound" ? better === "lower" ? "≤\u00a0" : "≥\u00a0" : "";
  return <td class="number">{sign}{formatIn(scale, side.centre)}</td>;
}

interface Interval {
  ratio: number | null;
  low: number | null;
  high: number | null;
}

function bareRatio({ ratio, low, high }: ComparedCell): Interval {
  return { ratio, low, high };
}

function besideRatio({ beside, beside_low, beside_high }: ComparedCell): Interval {
  return { ratio: beside, low: beside_low, high: beside_high };
}

interface RatioProps extends Interval {
  cell: ComparedCell;
  better: ComparedTable["better"];
}

function Ratio({ cell, better, ratio, low, high }: RatioProps) {
  if (ratio === null) return <td class="number absent">–</td>;
  const bound = boundOf(cell, better);
  if (bound === "?") return <td class="number">not known</td>;
  const interval = bound === "" ? rangeText(low, high) : "";
  return (
    <td class="number">
      {bound !== "" && `${bound}\u00a0`}
      {ratioText(ratio, low, high, bound)}
      {interval !== "" && <small>{interval}</small>}
    </td>
  );
}
