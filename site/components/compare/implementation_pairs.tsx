/** Every pair of implementations of a scenario, at their peaks. */
import { capital, formatCount, formatDate, formatNumber } from "../../format.ts";
import { dataFile, scenarioPage, type To } from "../../links.ts";
import { type Board, boardsOf } from "../../model/boards.ts";
import { correctedPlaces, type CorrectionOf, DAGGER, daggerNote } from "../../model/corrections.ts";
import type { Pair } from "../../model/peak_comparisons.ts";
import type { ScenarioView } from "../../model/scenario.ts";
import type { Standing } from "../../model/standings.ts";
import { Breakable } from "../breakable.tsx";
import { isLong, ScrollTable } from "../scroll_table.tsx";
import { ChanceCell } from "./chance_cell.tsx";
import { Verdict } from "./verdict.tsx";
import { rangeText, ratioText } from "./words.ts";

export function ImplementationPairs({ view, correctionOf, index, to }: {
  view: ScenarioView;
  correctionOf: CorrectionOf;
  index: number;
  to: To;
}) {
  const { report, entry, ranked } = view;
  const boards = boardsOf(view).filter(({ standings }) => standings.comparisons.count > 0);
  return (
    <>
      <h3>
        <a href={to(scenarioPage(report.name, entry.name))}>{entry.title}</a>
      </h3>
      <p>
        From <code>{report.name}</code>, {formatDate(report.manifest.created)}
        {ranked !== undefined &&
          `: A / B is the ratio of trials at the peaks, ${ranked.title} of A divided by that of B`}.
        {" "}
        <a href={to(dataFile(report.name, "comparisons.csv"))}>comparisons.csv</a>{" "}
        has the pairs of every load.
      </p>
      {boards.map((board, at) => (
        <PairTable
          key={at}
          title={entry.title}
          board={board}
          correctionOf={correctionOf}
          id={`peaks-${index + 1}-${at + 1}`}
        />
      ))}
    </>
  );
}

interface NamedPair {
  a: string;
  b: string;
  pair: Pair;
}

/** A pair is found from the peaks of both: behind the name of one that a later report corrected stands a dagger. */
function pairsOf(
  { standings: { order, comparisons } }: Board,
  correctionOf: CorrectionOf,
): NamedPair[] {
  const nameOf = ({ series, value }: Standing) =>
    `${series.title}${correctionOf(value.summary) === undefined ? "" : DAGGER}`;
  return order.flatMap((one, index) =>
    order.slice(index + 1).flatMap((other): NamedPair[] => {
      const pair = comparisons.between(one.series.name, other.series.name);
      return pair === undefined ? [] : [{ a: nameOf(one), b: nameOf(other), pair }];
    })
  );
}

/** How many of the pairs are shown to differ; it stands behind a case or begins a paragraph. */
export function apartText(apart: number, pairs: number): string {
  if (pairs === 1) return `the pair ${apart === 1 ? "is" : "is not"} shown to differ.`;
  if (apart === 0) return `none of the ${formatCount(pairs, "pair")} is shown to differ.`;
  return apart === pairs
    ? `all ${formatCount(pairs, "pair")} are shown to differ.`
    : `${formatNumber(apart)} of ${formatCount(pairs, "pair")} ${
      apart === 1 ? "is" : "are"
    } shown to differ.`;
}

function PairTable(
  { board, correctionOf, title, id }: {
    board: Board;
    correctionOf: CorrectionOf;
    title: string;
    id: string;
  },
) {
  const { standings: { ranked, order }, label } = board;
  const pairs = pairsOf(board, correctionOf);
  const note = daggerNote(correctedPlaces(order, correctionOf));
  const apart = pairs.filter(({ pair: { verdict } }) =>
    verdict === "faster" || verdict === "slower"
  );
  const said = apartText(apart.length, pairs.length);
  return (
    <>
      <p>
        {label === "" ? capital(said) : <Breakable text={`${label}: ${said}`} />} {note}
      </p>
      <ScrollTable
        id={id}
        caption={`${title}${
          label === "" ? "" : `, ${label}`
        }: ratio of trials at the peaks, ${ranked.title} of A divided by that of B`}
        quiet
        long={isLong(pairs.length)}
        sortable
        filter={isLong(pairs.length)}
      >
        <thead>
          <tr>
            <th scope="col">A</th>
            <th scope="col">B</th>
            <th scope="col">A is</th>
            <th scope="col" class="number">
              A / B<span class="unit">95 % interval</span>
            </th>
            <th scope="col" class="number">adjusted p</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ a, b, pair }) => {
            const interval = rangeText(pair.low, pair.high);
            return (
              <tr>
                <th scope="row">{a}</th>
                <td>{b}</td>
                <td>
                  <Verdict verdict={pair.verdict} />
                </td>
                <td class="number">
                  {ratioText(pair.ratio, pair.low, pair.high)}
                  {interval !== "" && <small>{interval}</small>}
                </td>
                <ChanceCell p={pair.p_adjusted} />
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
    </>
  );
}
