/** What a comparison of two reports has to say beside its cells. */
import { formatCount, formatList, formatShare } from "../audit/words.ts";
import { compareText } from "../row.ts";
import { median } from "../statistics/moments.ts";
import type { ComparedTable } from "./table.ts";
import type { ReportData } from "./report_data.ts";

/** Fewer implementations than this all on one side are no sign of anything shared. */
const LEAST_IMPLEMENTATIONS = 3;
/** A smaller shared shift is not worth a sentence. */
const LEAST_SHIFT = 0.005;

/** Notes on the tables, a sentence each. */
export function notesOf(
  a: ReportData,
  b: ReportData,
  tables: readonly ComparedTable[],
): string[] {
  return [
    ...tables.flatMap((table) => floorNote(table)),
    ...tables.flatMap((table) => shiftNote(table, a) ?? []),
    ...[{ own: a, other: b, name: "A" }, { own: b, other: a, name: "B" }].flatMap(onlyNotes),
    ...programNotes(a, b),
  ];
}

function floorNote({ scenario, metric, statistic, floor_a, floor_b, floor }: ComparedTable) {
  const lacking = [floor_a === undefined ? "A" : "", floor_b === undefined ? "B" : ""]
    .filter((name) => name !== "");
  if (lacking.length === 0) return [];
  const rest = floor === undefined
    ? "any difference beyond chance is called one"
    : "that of the other stands for both";
  return [
    `${scenario}, ${metric} ${statistic}: the noise floor of ${
      lacking.join(" and ")
    } is not known (no A/A twin with values); ${rest}.`,
  ];
}

/**
 * Whether the host itself seems to have changed, where a table has too few programs to take out what they
 * share: every implementation's median ratio is on the same side of
 * 1, and at least half as far (in logarithms) as the median over all cells. Only of what ranks a scenario.
 */
function shiftNote(
  { scenario, metric, statistic, better, cells, shared }: ComparedTable,
  { manifest }: ReportData,
): string | undefined {
  if (shared !== undefined) return undefined;
  const ranked = manifest.scenarios.find(({ name }) => name === scenario)?.ranked_by;
  if (ranked?.metric !== metric || ranked.statistic !== statistic || better === "") {
    return undefined;
  }
  const compared = cells.filter(({ ratio }) => ratio !== null);
  const logOf = ({ ratio }: { ratio: number | null }) => Math.log(ratio ?? 1);
  const implementations = [...Map.groupBy(compared, (cell) => cell.implementation).values()];
  const twins = new Set(
    manifest.implementations.filter(({ twin_of }) => twin_of !== undefined).map(({ name }) => name),
  );
  const programs = implementations.filter(([cell]) => !twins.has(cell?.implementation ?? ""));
  if (programs.length < LEAST_IMPLEMENTATIONS) return undefined;
  const middleOf = (logs: number[]) => median(logs.sort((x, y) => x - y));
  const shift = middleOf(compared.map(logOf));
  const size = Math.exp(Math.abs(shift)) - 1;
  const isTogether = programs.every((own) => {
    const middle = middleOf(own.map(logOf));
    return Math.sign(middle) === Math.sign(shift) && Math.abs(middle) >= Math.abs(shift) / 2;
  });
  if (!isTogether || size < LEAST_SHIFT) return undefined;
  const word = shift > 0 === (better === "higher") ? "faster" : "slower";
  return `${scenario}, ${metric} ${statistic}: all ${
    formatCount(programs.length, "implementation")
  } moved together; the host itself seems ${
    formatShare(size)
  } ${word} in B (median over cells). Nothing was corrected for it.`;
}

/** What was measured in one report alone, and why, where the other says so: what that is true of stands together. */
function onlyNotes(
  { own, other, name }: { own: ReportData; other: ReportData; name: string },
): string[] {
  const alone = own.manifest.implementations.filter(({ state }) => state === "measured").flatMap(
    (each) => {
      const mate = other.manifest.implementations.find((candidate) =>
        candidate.name === each.name && candidate.scenario === each.scenario
      );
      if (mate?.state === "measured") return [];
      const shared = other.manifest.scenarios.some((scenario) => scenario.name === each.scenario);
      if (!shared) return [];
      return [{ ...each, why: mate === undefined ? "" : `${mate.state}, ${mate.reason}` }];
    },
  );
  const together = Map.groupBy(alone, ({ scenario, why }) => JSON.stringify([scenario, why]));
  return [...together.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const names = all.map((each) => each.name).sort(compareText);
    const [verb, pronoun] = all.length === 1 ? ["is", "it is"] : ["are", "they are"];
    const why = first.why === "" ? "" : `: in the other ${pronoun} ${first.why}`;
    return [`${formatList(names)} (${first.scenario}) ${verb} in ${name} alone${why}.`];
  });
}

/** Programs whose versions nobody recorded may differ unseen. */
function programNotes(a: ReportData, b: ReportData): string[] {
  const unrecorded = new Set(
    [...a.trials, ...b.trials].filter(({ programs }) => programs.length === 0)
      .map(({ implementation }) => implementation),
  );
  if (unrecorded.size === 0) return [];
  const names = [...unrecorded].sort(compareText);
  return [`Versions of programs are not recorded for ${formatList(names)}: they may differ.`];
}
