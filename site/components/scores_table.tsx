/** The scores of the leaders, a column a figure: what the chart of scores draws. */
import { SCORE_RULE, scoresOf, scoresPlace, scoreText } from "../charts/scores.ts";
import type { ChartInput } from "../charts/chart.ts";
import { cellAddress } from "../links.ts";
import { CorrectionMark } from "./correction_mark.tsx";
import { ScrollTable } from "./scroll_table.tsx";
import { SeriesMark } from "./series_mark.tsx";
import { captionStart, type TableProps } from "./table_props.ts";

export function ScoresTable({ input, ...props }: TableProps & { input: ChartInput }) {
  const found = scoresOf(input);
  const { rows, scores, at } = found;
  if (rows.length < 2 || scores.length < 2) return null;
  return (
    <ScrollTable
      id={`score-list${props.suffix}`}
      caption={`${captionStart(props)}${scoresPlace(found)}. ${SCORE_RULE}`}
      sortable
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          {scores.map(({ title, better, isBeside }) => (
            <th scope="col" class="number">
              {title}
              {isBeside && <span class="unit">at {at}</span>}
              <span class="unit">{better} is better</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => <Row key={row.series.name} row={row} scores={scores} {...props} />)}
      </tbody>
    </ScrollTable>
  );
}

type Rows = ReturnType<typeof scoresOf>;

/** One correction of all that the row shows is marked once, beside its name. */
function Row(
  { row: { series, point }, scores, ...props }: TableProps & {
    row: Rows["rows"][number];
    scores: Rows["scores"];
  },
) {
  const shown = scores.map((score) => ({
    title: score.title,
    value: score.scores.get(series.name),
    correction: score.summaries.filter(({ implementation }) => implementation === series.name)
      .map(props.correctionOf).find((each) => each !== undefined),
  }));
  const [first, ...others] = shown.filter(({ value }) => value !== undefined);
  const ofAll = others.every(({ correction }) => correction === first?.correction)
    ? first?.correction
    : undefined;
  return (
    <tr data-series={series.name}>
      <th scope="row">
        <SeriesMark style={props.styleOf(series.name)} />{" "}
        <a href={props.to(cellAddress(props.report, point.cell))}>{series.title}</a>
        <CorrectionMark correction={ofAll} to={props.to} />
      </th>
      {shown.map(({ title, value, correction }) =>
        value === undefined
          ? <td key={title} class="number absent">–</td>
          : (
            <td key={title} class="number">
              {scoreText(value)}
              {ofAll === undefined && <CorrectionMark correction={correction} to={props.to} />}
            </td>
          )
      )}
    </tr>
  );
}
