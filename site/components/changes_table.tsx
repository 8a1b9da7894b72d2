/** The ranked figure of each implementation in two cases, and what changed. */
import { caseName, type CasePair, changesOf, changeText } from "../charts/case_change.ts";
import { formatIn, scaleFor } from "../format.ts";
import { cellAddress, type To } from "../links.ts";
import type { Standing } from "../model/standings.ts";
import { centreOf, widthOf } from "../model/values.ts";
import { Head } from "./peak_table.tsx";
import { ScrollTable } from "./scroll_table.tsx";

interface ChangesProps {
  pair: CasePair;
  report: string;
  to: To;
}

export function ChangesTable({ pair, report, to }: ChangesProps) {
  const changes = changesOf(pair);
  const { ranked } = pair.to.standings;
  const sizes = changes.flatMap((each) => [each.from, each.to])
    .map(({ value }) => centreOf(value.summary));
  const unit = changes[0]?.from.value.summary.unit ?? "1";
  const scale = scaleFor(unit, ranked.metric, sizes);
  const cell = ({ value: { summary }, point }: Standing) => (
    <td class="number">
      <a href={to(cellAddress(report, point.cell))}>
        {formatIn(scale, centreOf(summary), widthOf(summary))}
      </a>
    </td>
  );
  return (
    <ScrollTable
      id={`changes${pair.from.suffix}`}
      caption={`${ranked.title} in ${caseName(pair.from)} and in ${caseName(pair.to)}`}
      sortable
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          <Head title={caseName(pair.from)} unit={scale.unit} />
          <Head title={caseName(pair.to)} unit={scale.unit} />
          <Head title="change" unit="%" />
        </tr>
      </thead>
      <tbody>
        {changes.map((each) => (
          <tr data-series={each.to.series.name}>
            <th scope="row">{each.to.series.title}</th>
            {cell(each.from)}
            {cell(each.to)}
            <td class="number">{changeText(each.change)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
