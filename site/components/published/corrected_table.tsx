/** Every value that a correction changed, as it was printed and as it is; a table that is its own dumbbell chart. */
import { METRICS, type Row } from "../../../pipeline/report.ts";
import { changeText } from "../../charts/dumbbells.ts";
import {
  formatCount,
  formatFactor,
  formatIn,
  formatLoad,
  formatNumber,
  formatShare,
  type Scale,
  scaleFor,
} from "../../format.ts";
import { findingId, reportPage, type To } from "../../links.ts";
import { type Corrected, inflation, takenFrom } from "../../model/corrected.ts";
import { correctionAddress } from "../../model/page_addresses.ts";
import { type CorrectedMetric, inflationRange } from "../../model/published.ts";
import { Breakable } from "../breakable.tsx";
import { NumberHead } from "../number_head.tsx";
import { RawPlace } from "../raw_place.tsx";
import { isLong, ScrollTable } from "../scroll_table.tsx";
import { formatChange } from "./change.ts";

/** `most` is how many rows are shown, the most changed first; all of them, as they came, where it is left out. */
export function CorrectedTable({ of, to, most }: { of: CorrectedMetric; to: To; most?: number }) {
  const { correction, metric } = of;
  const values = mostChanged(of.values, most ?? of.values.length);
  const title = METRICS[metric]?.title ?? metric;
  const before = takenFrom(correction) ?? "as printed";
  const [first] = values;
  if (first === undefined) return null;
  const { report } = first;
  if (values.every(isUnchanged)) {
    return (
      <p>
        {title}: <a href={to(correctionAddress(correction))}>{correction}</a> took up{" "}
        {formatCount(of.values.length, "value")} and changed none by as much as{" "}
        {formatShare(LEAST_CHANGE)}; <code>measurements.csv</code> has them before and after.
      </p>
    );
  }
  const sizes = values.flatMap(({ before, after }) => [before.value, after.value]);
  const scale = scaleFor(first.after.unit, metric, sizes);
  const ends = logEnds(sizes);
  const alike = Map.groupBy(values, nameOf);
  return (
    <>
      <h3>{rangeSentence(of)}</h3>
      <p class="subtitle">
        {title}
        {scale.unit !== "" && ` · ${scale.unit}`} · ○ {before}, ● after{" "}
        <a href={to(correctionAddress(correction))}>{correction}</a>, on a logarithmic axis
      </p>
      <ScrollTable
        id={`corrected-${report.name}-${correction}-${metric}`}
        caption={`${title} before and after the correction ${correction}${
          values.length < of.values.length
            ? `: the ${values.length} most changed of ${formatNumber(of.values.length)} values`
            : ""
        }`}
        long={isLong(values.length)}
        sortable
        filter={isLong(values.length)}
      >
        <thead>
          <tr>
            <th scope="col">Implementation</th>
            <NumberHead title={before} unit={scale.unit} />
            <NumberHead title="corrected" unit={scale.unit} />
            <th scope="col" class="number">change</th>
            <th scope="col">○ to ●</th>
            <th scope="col">Read from</th>
          </tr>
        </thead>
        <tbody>
          {values.map((each) => (
            <Value
              key={each.after.source}
              of={each}
              one={alike.get(nameOf(each))?.length === 1}
              scale={scale}
              ends={ends}
              to={to}
            />
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

/** How much a value changed, in words that the page's script sorts by their number. */
function ChangeCell({ of }: { of: Corrected | undefined }) {
  const text = of === undefined ? "–" : formatChange(of);
  if (of === undefined || text === "–") return <td class="number">–</td>;
  return <td class="number" data-value={(1 / inflation(of)).toPrecision(4)}>{text}</td>;
}

/** A change below this is not to be seen in any digits of the table. */
const LEAST_CHANGE = 0.001;

function isUnchanged(each: Corrected): boolean {
  return each.after.status !== "withheld" && Math.abs(inflation(each) - 1) < LEAST_CHANGE;
}

/** In the order given; where there are more, those that the correction changed most, the most changed first. */
function mostChanged(values: readonly Corrected[], most: number): readonly Corrected[] {
  if (values.length <= most) return values;
  const size = (each: Corrected) => {
    const factor = inflation(each);
    return Number.isFinite(factor) && factor > 0 ? Math.abs(Math.log(factor)) : Infinity;
  };
  // Two that are infinite differ by no number.
  const sign = (a: number, b: number) => a === b ? 0 : b - a;
  return [...values].sort((a, b) => sign(size(a), size(b))).slice(0, most);
}

/** "Items per second: the printed values are 1.5 to 496 times the corrected ones". */
function rangeSentence({ correction, metric, values }: CorrectedMetric): string {
  const title = METRICS[metric]?.title ?? metric;
  const range = inflationRange(values);
  if (range === undefined) return `${title}: every corrected value is withheld`;
  const [least, most] = range;
  // Of a value that was printed many times too high, -100 % is left.
  if (least < 1 && most < 2) {
    const [low, high] = [most, least].map((each) => changeText(1 / each - 1));
    return `${title}: corrected by ${low === high ? low : `${low} to ${high}`}`;
  }
  const low = least < 1 ? formatNumber(least, 2) : formatFactor(least);
  const text = low === formatFactor(most) ? low : `${low} to ${formatFactor(most)}`;
  const from = takenFrom(correction);
  const before = from === undefined ? "printed values" : `values ${from}`;
  return `${title}: the ${before} are ${text} times the corrected ones`;
}

/** What a row is called, before the number of its trial. */
function nameOf({ after }: Corrected): string {
  return JSON.stringify([after.implementation, ...placeOf(after)]);
}

/** The case, load and statistic of a value, as far as they say anything. */
function placeOf(row: Row): string[] {
  return [
    row.case,
    formatLoad(row.load, row.load_unit),
    row.statistic === "mean" ? "" : row.statistic,
  ].filter((part) => part !== "");
}

interface ValueProps {
  of: Corrected;
  /** Whether no other row is called the same; else the number of the trial tells them apart. */
  one: boolean;
  scale: Scale;
  ends: readonly [number, number];
  to: To;
}

function Value({ of, one, scale, ends, to }: ValueProps) {
  const { report, before, after } = of;
  const { manifest: { implementations } } = report;
  const title = implementations.find(({ name }) => name === after.implementation)?.title;
  const isWithheld = after.status === "withheld";
  const spread = isWithheld ? null : spreadOf(of);
  return (
    <tr>
      <th scope="row">
        {title ?? after.implementation}
        <small>
          <Breakable
            text={[...placeOf(after), ...(one ? [] : [`trial ${after.trial}`])].join(", ")}
          />
        </small>
      </th>
      <td class="number">{formatIn(scale, before.value, spread)}</td>
      {isWithheld
        ? <Withheld of={of} to={to} />
        : <td class="number">{formatIn(scale, after.value, spread)}</td>}
      <ChangeCell of={isWithheld ? undefined : of} />
      <td>
        <Dumbbell before={before} after={isWithheld ? undefined : after} ends={ends} />
      </td>
      <td class="wide">
        <RawPlace report={report} source={after.source} to={to} />
      </td>
    </tr>
  );
}

/** A change below this is not to be seen in three digits. */
const NEEDS_DIGITS = 0.01;

/** What two values lie apart of which three digits say less than the change beside them; null where they say enough. */
function spreadOf(of: Corrected): number | null {
  return Math.abs(inflation(of) - 1) < NEEDS_DIGITS
    ? Math.abs(of.after.value - of.before.value)
    : null;
}

function Withheld({ of: { report, after }, to }: { of: Corrected; to: To }) {
  const rule = report.tables.findings.find((finding) =>
    finding.severity === "withhold" && after.findings.includes(finding.rule)
  )?.rule;
  return (
    <td class="number withheld">
      {rule === undefined
        ? "withheld"
        : <a href={to(`${reportPage(report.name)}#${findingId(rule)}`)} title={rule}>withheld</a>}
    </td>
  );
}

const WIDTH = 180;
const HEIGHT = 14;
const RADIUS = 4;

/** The two values on an axis that all rows share; their numbers stand beside it. */
function Dumbbell(
  { before, after, ends: [low, high] }: {
    before: Row;
    after: Row | undefined;
    ends: readonly [number, number];
  },
) {
  const place = ({ value }: Row) => {
    const share = value > 0 && high > low ? (Math.log(value) - low) / (high - low) : 0;
    return (RADIUS + 1 + share * (WIDTH - 2 * RADIUS - 2)).toFixed(1);
  };
  const y = HEIGHT / 2;
  return (
    <svg
      class="dumbbell"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      {after !== undefined && <line x1={place(before)} x2={place(after)} y1={y} y2={y} />}
      <circle class="before" cx={place(before)} cy={y} r={RADIUS} />
      {after !== undefined && <circle class="after" cx={place(after)} cy={y} r={RADIUS} />}
    </svg>
  );
}

/** Logarithms of the least and the greatest value. */
function logEnds(values: readonly number[]): readonly [number, number] {
  const logs = values.filter((value) => value > 0).map(Math.log);
  return [
    logs.reduce((a, b) => Math.min(a, b), Infinity),
    logs.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
}
