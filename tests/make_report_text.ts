/** The text and the claims of a synthetic report. */
import { type Claim, CLAIMS_FILE } from "../pipeline/claims/mod.ts";
import { type ClaimRow, TEXT_FILE } from "../pipeline/report.ts";
import { type Plan, text } from "./make_report_plan.ts";

/** Sentences that hold, that are wrong and that nothing decides; none of fewer than three implementations. */
export function claimsOf(plan: Plan): Claim[] {
  const [first, second, third] = plan.names.map((name) => name.toLowerCase());
  if (first === undefined || second === undefined || third === undefined) return [];
  const claim = (id: string, statement: string, expression: string): Claim => ({
    id,
    statement: text(plan, statement),
    expression,
  });
  return [
    claim(
      "ahead",
      `At its peak ${second} serves at least 1.2 times as much as ${third}.`,
      `peak("${second}") / peak("${third}") >= 1.2`,
    ),
    claim(
      "behind",
      `At its peak ${third} serves more than ${second}.`,
      `peak("${third}") / peak("${second}") > 1`,
    ),
    claim("first", `Nothing ranks above ${second}.`, `rank("${second}") == 1`),
    claim(
      "close",
      `${second} serves 99 % of what ${first} serves.`,
      `peak("${second}") / peak("${first}") states 99%`,
    ),
    claim(
      "quick",
      `The p99 of ${second} at one connection is below 10 µs.`,
      `latency("${second}", statistic="p99", load=1) < 10us`,
    ),
  ];
}

/** Writes claims.json, with the verdicts that the tables give, and report.md. */
export async function writeText(
  folder: string,
  plan: Plan,
  claims: readonly Claim[],
  rows: readonly ClaimRow[],
): Promise<void> {
  if (claims.length === 0) return;
  const judged = claims.map((claim) => {
    const verdict = rows.find((row) => row.id === claim.id)?.verdict;
    return { ...claim, ...(verdict === undefined ? {} : { expected: verdict }) };
  });
  await Deno.writeTextFile(`${folder}/${CLAIMS_FILE}`, JSON.stringify({ claims: judged }, null, 2));
  const name = plan.names[1]?.toLowerCase();
  await Deno.writeTextFile(
    `${folder}/${TEXT_FILE}`,
    `# What it says

No server ran; the figures are made up. ${text(plan, "Free text.")}

At one connection the program called ${name} answers {{ goodput("${name}", load=1) }}, and that it is
ahead of the next is what claim {{ claim "ahead" }} says; that nothing ranks above it is
{{ claim "first" | verdict }}. The [summary](summary.csv) has every figure.

## At each end

| load | goodput |
| :--- | ------: |
| least | {{ goodput("${name}", load=1) }} |
| most | {{ goodput("${name}", load=${plan.loadPoints.at(-1)}) }} |
`,
  );
}
