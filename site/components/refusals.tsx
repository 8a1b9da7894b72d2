/** What is not published, why, and where that came to pass in the reports at hand. */
import { formatCount } from "../format.ts";
import { findingId, reportPage, type To } from "../links.ts";
import type { ReportView } from "../page.ts";

/** Each with the audit rules that enforce it. */
const REFUSALS: readonly { what: string; why: string; rules: readonly string[] }[] = [
  {
    what: "A failure as a zero",
    why: "A server that never answered has no rate and no latency. It is listed with its reason.",
    rules: ["no-samples", "sentinel-value", "all-answers-failed"],
  },
  {
    what: "Failed answers as throughput",
    why: "A fast error is no work done. What is ranked is goodput.",
    rules: ["failed-answers"],
  },
  {
    what: "A rate divided by CPU time",
    why:
      "A thread that waits looks fast that way. The wall clock decides; both values stay in the table.",
    rules: ["cpu-clock-rate", "clock-unknown"],
  },
  {
    what: "A latency that cannot be true",
    why:
      "A p99 below the mean, or more requests under way than connections: the tool or the run is at fault.",
    rules: ["littles-law", "percentile-order"],
  },
  {
    what: "A rate that its own requests and seconds do not give",
    why: "One of the three is not of this run.",
    rules: ["rate-contradicts-count"],
  },
  {
    what: "A rate that no kernel carries",
    why: "Time that does not grow with the work means that no work was timed.",
    rules: ["implausible-throughput", "work-does-not-scale"],
  },
  {
    what: "The limit of the load generator as that of the server",
    why: "Where the generator had no CPU left, the result is a lower bound and reads “≥”.",
    rules: ["generator-saturated"],
  },
  {
    what: "A rank from one trial, or a difference within the noise",
    why: "The same program runs twice under two names. What it differs from itself is noise.",
    rules: ["single-trial"],
  },
  {
    what: "An average of percentiles as if it were one",
    why:
      "It is no percentile of anything, so histograms are merged. Where a tool leaves none, the median of the trials stands; of an even number that lies halfway between two of them.",
    rules: [],
  },
];

export function Refusals({ views, to }: { views: readonly ReportView[]; to: To }) {
  return (
    <>
      <p>What was found is counted by cells: one implementation under one load of one case.</p>
      <dl class="refusals">
        {REFUSALS.map(({ what, why, rules }) => (
          <>
            <dt>{what}</dt>
            <dd>
              {why} <Seen rules={rules} views={views} to={to} />
            </dd>
          </>
        ))}
      </dl>
    </>
  );
}

function Seen(
  { rules, views, to }: { rules: readonly string[]; views: readonly ReportView[]; to: To },
) {
  const seen = views.flatMap(({ report: { name }, digest }) => {
    const own = digest.spokenOf.filter(([spoke]) => spoke.some((rule) => rules.includes(rule)));
    const count = own.reduce((sum, [, cells]) => sum + cells, 0);
    const [first] = digest.rules.find(([rule]) => rules.includes(rule)) ?? [];
    return first === undefined || count === 0 ? [] : [{ report: name, rule: first, count }];
  });
  if (seen.length === 0) return null;
  return (
    <span class="place">
      Found here: {seen.map(({ report, rule, count }, index) => (
        <>
          {index > 0 && " "}
          <span class="unbroken">
            <a href={to(`${reportPage(report)}#${findingId(rule)}`)}>
              {formatCount(count, "cell")} of {report}
            </a>
            {index < seen.length - 1 ? "," : "."}
          </span>
        </>
      ))}
    </span>
  );
}
