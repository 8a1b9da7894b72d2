/**
 * How often the statistics are right, by simulation: intervals that hold the truth, differences that are
 * not there, differences that are. `deno task bench:statistics`
 *
 * Seeded: the same number of tables gives the same text. Ends with status 1 where a target is missed.
 */
import { command, endWith, numberOption, printData, runCommand } from "../common/command.ts";
import { terminalProgress } from "../common/progress.ts";
import { cellTable, ratioTable } from "./statistics/coverage.ts";
import { falseTables, powerTable } from "./statistics/differences.ts";
import { printed, sentencesOf } from "./statistics/simulated.ts";

interface Options {
  tables: number;
}

/** Cells and single pairs are quick. */
const CELLS_PER_TABLE = 8;

function simulate({ tables }: Options): void {
  const progress = terminalProgress();
  const show = (text: string) => progress.show(text);
  const results = [
    cellTable(CELLS_PER_TABLE * tables, show),
    ratioTable(CELLS_PER_TABLE * tables, show),
    ...falseTables(tables, show),
    powerTable(tables, show),
  ];
  progress.done();
  printData(
    "Shares in percent, ± one standard error of the simulation. !: misses its target; ?: outside, by less than\n" +
      "two such errors; without a target: information.\n" +
      `${tables} tables of 15, ${CELLS_PER_TABLE * tables} cells or pairs.\n\n`,
  );
  for (const table of results) printData(`${printed(table)}\n`);
  const missed = results.flatMap((table) => sentencesOf("missed", table));
  const undecided = results.flatMap((table) => sentencesOf("undecided", table));
  const met = results.flatMap((table) => sentencesOf("met", table));
  for (const sentence of missed) printData(`Missed: ${sentence}\n`);
  for (const sentence of undecided) printData(`Undecided, more tables tell: ${sentence}\n`);
  printData(
    `Targets: ${met.length} met, ${undecided.length} undecided, ${missed.length} missed.\n`,
  );
  if (missed.length > 0) endWith(1);
}

if (import.meta.main) {
  await runCommand(
    command("bench:statistics", "How often intervals and verdicts are right, by simulation")
      .option(
        "--tables <n>",
        "simulated tables of 15 implementations per figure",
        numberOption("--tables", 10),
        1000,
      )
      .action(simulate),
    Deno.args,
  );
}
