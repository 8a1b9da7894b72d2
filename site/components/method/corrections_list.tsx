/** Every correction, with values of a report before and after it. */
import { METRICS, REQUESTED_CORRECTIONS, type Row } from "../../../pipeline/report.ts";
import { formatCount, formatLoad, formatQuantity } from "../../format.ts";
import { reportPage, type To } from "../../links.ts";
import { type Corrected, inflation } from "../../model/corrected.ts";
import type { CorrectionEntry } from "../../model/method.ts";
import { correctionId } from "../../model/page_addresses.ts";
import { formatChange } from "../published/change.ts";
import { Breakable } from "../breakable.tsx";
import { CommandWords } from "../command_words.tsx";
import { RawPlace } from "../raw_place.tsx";
import { ScrollTable } from "../scroll_table.tsx";

export function CorrectionsList(
  { entries, to }: { entries: readonly CorrectionEntry[]; to: To },
) {
  return (
    <>
      {entries.map((entry) => (
        <>
          <h3 id={correctionId(entry.name)}>
            <code>{entry.name}</code>
          </h3>
          <p>{entry.about}</p>
          <Examples {...entry} to={to} />
        </>
      ))}
      {REQUESTED_CORRECTIONS.map(({ name, about, command }) => (
        <>
          <h3 id={correctionId(name)}>
            <code>{name}</code>
          </h3>
          <p>{about}</p>
          <p class="example">
            On request alone, so no value of a report has it:{" "}
            <CommandWords words={command.split(" ")} />
          </p>
        </>
      ))}
    </>
  );
}

function Examples({ name, examples, count, to }: CorrectionEntry & { to: To }) {
  const [first] = examples;
  if (first === undefined) {
    return <p class="example">No value of the reports here needed it.</p>;
  }
  const { report } = first;
  const hasTerms = examples.some(({ terms }) => terms.length > 0);
  const unchanged = examples.every((each) => inflation(each) === 1);
  return (
    <>
      <p class="example">
        At work in <a href={to(reportPage(report.name))}>{report.manifest.title}</a>, on{" "}
        {formatCount(count, "value")}
        {unchanged
          ? "; none of them changed, nor did one of another report here."
          : examples.length > 1
          ? ": the one that it changed most, one in the middle, and the one that it changed least."
          : "."}
      </p>
      <ScrollTable id={`example-${name}`} caption={`${name}: before and after`} quiet>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col" class="number">Before</th>
            <th scope="col" class="number">After</th>
            <th scope="col" class="number">Change</th>
            {hasTerms && <th scope="col">With</th>}
            <th scope="col">Read from</th>
          </tr>
        </thead>
        <tbody>
          {examples.map((example) => (
            <Example key={example.after.source} example={example} hasTerms={hasTerms} to={to} />
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

function Example(
  { example, hasTerms, to }: { example: Corrected; hasTerms: boolean; to: To },
) {
  const { report, before, after, terms } = example;
  const { manifest: { implementations } } = report;
  const title = implementations.find(({ name }) => name === after.implementation)?.title;
  return (
    <tr>
      <th scope="row">
        {title ?? after.implementation}
        <small>
          <Breakable
            as="narrow"
            text={[
              after.case,
              formatLoad(after.load, after.load_unit),
              `${METRICS[after.metric]?.title.toLowerCase() ?? after.metric} ${after.statistic}`,
            ].filter((part) => part !== "").join(", ")}
          />
        </small>
      </th>
      <td class="number">{quantity(before)}</td>
      <td class="number">{quantity(after)}</td>
      <td class="number">{formatChange(example)}</td>
      {hasTerms && (
        <td class="wide">
          {terms.length === 0
            ? "–"
            : terms.map(({ name, row }) => `${name} ${quantity(row)}`).join(", ")}
        </td>
      )}
      <td class="anywhere">
        <RawPlace report={report} source={after.source} to={to} />
      </td>
    </tr>
  );
}

function quantity({ value, unit, metric }: Row): string {
  return formatQuantity(value, unit, metric);
}
