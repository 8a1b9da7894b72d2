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
        {rows.map(({ series, point }) => (
          <tr data-series={series.name}>
            <th scope="row">
              <SeriesMark style={props.styleOf(series.name)} />{" "}
              <a href={props.to(cellAddress(props.report, point.cell))}>{series.title}</a>
            </th>
            {scores.map((score) => {
              const value = score.scores.get(series.name);
              return value === undefined
                ? <td key={score.title} class="number absent">–</td>
                : (
                  <td key={score.title} class="number">
                    {scoreText(value)}
                    <CorrectionMark
                      correction={score.summaries.filter(({ implementation }) =>
                        implementation === series.name
                      ).map(props.correctionOf).find((each) => each !== undefined)}
                      to={props.to}
                    />
                  </td>
                );
            })}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
