/** What the comparison of each pair of a peak table shows: a matrix, and on narrow screens a list. */
import { decimalsFor, formatBehind, formatNumber } from "../format.ts";
import { dataFile, METHOD_OF_COMPARISON, type To } from "../links.ts";
import { type Bound, boundOfRatio } from "../model/bounds.ts";
import { correctedPlaces, DAGGER, daggerNote } from "../model/corrections.ts";
import { equivalenceOf, type Pair } from "../model/peak_comparisons.ts";
import { percent } from "../model/sentences.ts";
import type { Standing, Standings } from "../model/standings.ts";
import { ScrollTable } from "./scroll_table.tsx";
import { SeriesMark } from "./series_mark.tsx";
import { captionStart, type TableProps } from "./table_props.ts";

/** How pairs are judged is said once for all boards that follow each other and are judged alike. */
export function Comparisons({ above, ...props }: TableProps & { above?: Standings | undefined }) {
  const { board, report, to, correctionOf } = props;
  if (board.comparisons.count === 0) return null;
  const pairs = pairsOf(board);
  const note = daggerNote(correctedPlaces(board.order, correctionOf));
  const isSaid = above !== undefined && conditionsOf(above) === conditionsOf(board);
  return (
    <>
      {!isSaid && (
        <p>
          <Method board={board} to={to} />{" "}
          <a href={to(dataFile(report, "comparisons.csv"))}>comparisons.csv</a>{" "}
          has every pair of every load, with its p.
        </p>
      )}
      <div class="matrix">
        <Key board={board} pairs={pairs} note={note} />
        <Matrix {...props} pairs={pairs} />
      </div>
      <div class="pair-list">
        <p class="matrix-key">
          Each number is the ratio of trials, the {board.ranked.title}{" "}
          of the one in bold divided by that of the other, with its 95 % interval. It need not be
          the ratio of the medians. <BoundNote pairs={pairs} /> {note}
        </p>
        <List {...props} pairs={pairs} />
      </div>
    </>
  );
}

/** One sentence on the method; the method page has the rest. */
function Method({ board, to }: { board: Standings; to: To }) {
  return (
    <>
      Each pair is judged by its ratio of trials on a logarithmic scale, within the random blocks in
      which both ran{conditionsOf(board)}:{" "}
      <a href={to(METHOD_OF_COMPARISON)}>how differences are judged</a>.
    </>
  );
}

/** ", with Holm’s correction for all 91 pairs"; empty of one pair without a noise floor. */
function conditionsOf({ comparisons: { count }, noise }: Standings): string {
  const conditions = [
    ...count > 1 ? [`Holm’s correction for all ${formatNumber(count)} pairs`] : [],
    ...noise === undefined ? [] : ["the noise floor as the least difference"],
  ];
  return conditions.length === 0 ? "" : `, with ${conditions.join(" and with ")}`;
}

const SIGNS = { faster: "▲", slower: "▼", equivalent: "≈", open: "○" } as const;
type Sign = keyof typeof SIGNS;

/** Said instead of the sign where it cannot be seen. */
const WORDS: Readonly<Record<Sign, string>> = {
  faster: "better",
  slower: "worse",
  equivalent: "equivalent",
  open: "no difference shown",
};

interface PairsProps {
  board: Standings;
  pairs: readonly ShownPair[];
}

/** What a pair was found from, with a sign where a later report corrected it. */
function nameOf({ correctionOf }: Pick<TableProps, "correctionOf">, { series, value }: Standing) {
  return `${series.title}${correctionOf(value.summary) === undefined ? "" : DAGGER}`;
}

function Key({ board, pairs, note }: PairsProps & { note: string }) {
  const shown = new Set(pairs.map(({ pair }) => signOf(pair)));
  const texts: Readonly<Record<Sign, string>> = {
    faster: "the row is better than the column",
    slower: "it is worse",
    equivalent: "the two are equivalent within so many per cent",
    open: "no difference shown",
  };
  const signs = (Object.keys(SIGNS) as Sign[]).filter((sign) => shown.has(sign));
  return (
    <p class="matrix-key">
      {signs.map((sign, index) => (
        <>
          {index > 0 && "; "}
          <span class={`verdict ${sign}`} aria-hidden="true">{SIGNS[sign]}</span> {texts[sign]}
        </>
      ))}. The number is the ratio of trials: the row’s {board.ranked.title}{" "}
      divided by the column’s, which need not be the ratio of their medians.{" "}
      <BoundNote pairs={pairs} /> {note}
    </p>
  );
}

/** Why some ratios are bounds, and some not there. */
function BoundNote({ pairs }: Pick<PairsProps, "pairs">) {
  const bounds = new Set(pairs.map(({ bound }) => bound));
  return (
    <>
      {(bounds.has("≥") || bounds.has("≤")) &&
        "≥ and ≤: the load generator was the limit of one of the two. "}
      {bounds.has("?") && "“?”: it was the limit of both, and their ratio is not known."}
    </>
  );
}

function Matrix(props: TableProps & PairsProps) {
  const { board: { order, ranked }, suffix, styleOf } = props;
  const pairs = new Map(props.pairs.map((each) => [keyOf(each.row, each.column), each]));
  const columns = order.slice(1);
  return (
    <ScrollTable
      id={`pairs${suffix}`}
      caption={`${
        captionStart(props)
      }Ratio of trials at the peaks: ${ranked.title} of the row divided by that of the column`}
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          {columns.map((column) => (
            <th scope="col" class="upright">
              <span>{nameOf(props, column)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {order.slice(0, -1).map((row, index) => (
          <tr data-series={row.series.name}>
            <th scope="row">
              <SeriesMark style={styleOf(row.series.name)} /> {nameOf(props, row)}
            </th>
            {index > 0 && <td class="none" colSpan={index} />}
            {columns.slice(index).map((column) => (
              <PairCell
                shown={pairs.get(keyOf(row, column))}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function PairCell({ shown }: { shown: ShownPair | undefined }) {
  if (shown === undefined) return <td class="pair absent">–</td>;
  const { pair, bound } = shown;
  const sign = signOf(pair);
  const within = equivalenceOf(pair);
  return (
    <td class={`pair verdict ${sign}`} title={bound === "?" ? "not known" : intervalText(pair)}>
      <span aria-hidden="true">{SIGNS[sign]}</span>
      <span class="unseen">{WORDS[sign]}</span>{" "}
      {within === undefined ? bounded(bound, ratioText(pair, bound), "") : percent(within)}
    </td>
  );
}

/** For each implementation those below it, by what the comparison shows. */
function List(props: TableProps & PairsProps) {
  const { board, pairs } = props;
  const ofRow = Map.groupBy(pairs, ({ row }) => row);
  return (
    <ul>
      {board.order.slice(0, -1).map((row) => {
        const others = ofRow.get(row) ?? [];
        const signs = (Object.keys(SIGNS) as Sign[]).map((sign) => ({
          sign,
          own: others.filter(({ pair }) => signOf(pair) === sign),
        })).filter(({ own }) => own.length > 0);
        return (
          <li>
            <b>{nameOf(props, row)}</b>
            <ul>
              {signs.map(({ sign, own }) => (
                <li>
                  <span aria-hidden="true">{SIGNS[sign]}</span> {LEADS[sign]}{" "}
                  {own.map((each) => `${nameOf(props, each.column)} ${inList(each)}`).join(", ")}
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

const LEADS: Readonly<Record<Sign, string>> = {
  faster: "better than",
  slower: "worse than",
  equivalent: "equivalent to",
  open: "no difference shown to",
};

function inList({ pair, bound }: ShownPair): string {
  const within = equivalenceOf(pair);
  if (within !== undefined) return `within ${percent(within)}`;
  const interval = bound === "?" ? "" : rangeText(pair);
  const ratio = bounded(bound, formatBehind(bound, pair.ratio, decimalsOf(pair)));
  return interval === "" ? ratio : `${ratio} (${interval})`;
}

function signOf(pair: Pair): Sign {
  if (pair.verdict === "faster" || pair.verdict === "slower") return pair.verdict;
  return equivalenceOf(pair) === undefined ? "open" : "equivalent";
}

/** With the digits that its interval allows; the matrix has room for three. */
function ratioText(pair: Pair, bound: Bound): string {
  const decimals = Math.min(decimalsOf(pair), decimalsFor(pair.ratio, null));
  return formatBehind(bound, pair.ratio, decimals);
}

function decimalsOf({ ratio, low, high }: Pair): number {
  return decimalsFor(ratio, low === null || high === null ? null : high - low);
}

function rangeText(pair: Pair): string {
  const { low, high } = pair;
  if (low === null || high === null) return "";
  return `${formatNumber(low, decimalsOf(pair))}–${formatNumber(high, decimalsOf(pair))}`;
}

function intervalText(pair: Pair): string {
  const interval = rangeText(pair);
  const p = pair.p_adjusted === null
    ? ""
    : pair.p_adjusted < 0.001
    ? ", adjusted p below 0.001"
    : `, adjusted p ${formatNumber(pair.p_adjusted, 3)}`;
  return interval === "" ? "no interval" : `${interval}${p}`;
}

/** "≥ 2.3", in the matrix without a blank; what is not known has no digits. */
function bounded(bound: Bound, ratio: string, blank = "\u00a0"): string {
  return bound === "" ? ratio : bound === "?" ? "?" : `${bound}${blank}${ratio}`;
}

interface ShownPair {
  row: Standing;
  column: Standing;
  pair: Pair;
  bound: Bound;
}

/** Each two of the order that were compared, row by row. */
function pairsOf({ order, comparisons, ranked }: Standings): ShownPair[] {
  return order.flatMap((row, index) =>
    order.slice(index + 1).flatMap((column) => {
      const pair = comparisons.between(row.series.name, column.series.name);
      const bound = boundOfRatio(row.bound, column.bound, ranked.better);
      return pair === undefined ? [] : [{ row, column, pair, bound }];
    })
  );
}

function keyOf(row: Standing, column: Standing): string {
  return `${row.series.name}\u0000${column.series.name}`;
}
