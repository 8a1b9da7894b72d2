/** Whether server core and generator core slow each other when both run: shared execution units, or a shared budget. */
import { BAD_FROM, GOOD_BELOW, type NoiseCheck, stateOf, unknown } from "./check.ts";
import { formatShare, formatTime } from "./words.ts";

export const sharedUnits: NoiseCheck = {
  name: "shared-units",
  files: () => [],
  check({ probe, virtual }) {
    const [server, generator] = probe.cores;
    if (probe.cores.length === 1 && server?.core !== undefined) {
      return {
        state: "bad",
        measured: `server and generator take turns on core ${server.core}`,
        values: [],
        effect: {
          share: null,
          kind: "cost",
          basis: "the server gets what the generator leaves of one core",
        },
        remedy: "measure on a host with two cores or more",
      };
    }
    const slowdowns = [server, generator].flatMap((each) => {
      if (each?.work === undefined || each.core === undefined || each.alone.length < 3) return [];
      const sorted = each.alone.toSorted((a, b) => a - b);
      const alone = sorted[Math.floor((sorted.length - 1) / 2)] as number;
      const together = each.work.quartileSeconds;
      // One piece may have met with something else; the rest say how even lone work is.
      const spread = (sorted.at(-2) as number) / (sorted[0] as number) - 1;
      return [{
        core: each.core,
        alone,
        together,
        spread,
        share: Math.max(0, 1 - alone / together),
      }];
    });
    if (slowdowns.length < 2) return unknown("the probe could not be run on two cores");
    const worst = slowdowns.reduce((a, b) => b.share > a.share ? b : a);
    const even =
      Math.max(...slowdowns.map(({ spread }) => spread)) <= Math.max(worst.share, BAD_FROM);
    const state = even ? stateOf(worst.share) : "unknown";
    return {
      state,
      measured:
        slowdowns.map(({ core, alone, together, spread, share }) =>
          `core ${core}: ${formatTime(alone)} of work alone, ${
            formatTime(together)
          } while the others work` +
          (even
            ? share < GOOD_BELOW ? "" : `, ${formatShare(share)} slower`
            : `, alone it varies by ${formatShare(spread)}`)
        ).join("\n") + (even ? "" : "\ntoo uneven to tell whether they slow each other"),
      values: slowdowns.map(({ core, share }) => ({
        name: `core ${core} slower when all work`,
        value: share,
        unit: "1",
      })),
      effect: !even ? null : {
        share: worst.share,
        kind: "cost",
        basis: "measured: first quartile of the times of one small computation, alone and at once",
      },
      remedy: state === "good"
        ? ""
        : state === "unknown"
        ? "mend `hiccups` and `fixed-work`, then measure again"
        : virtual
        ? "have the provider give whole physical cores (dedicated, SMT off): these two share one, or a common clock budget"
        : "see `smt` for sibling threads and `turbo` for a clock that falls as more cores work",
    };
  },
};
