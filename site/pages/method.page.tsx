/** How figures come about, what the audit looks for, and how to read a chart: what other pages lead to. */
import { CorrectionsList } from "../components/method/corrections_list.tsx";
import { CHART_KINDS, type ChartKind } from "../components/method/chart_kinds.ts";
import { JUDGING } from "../components/method/judging.ts";
import { MEASURING } from "../components/method/measuring.ts";
import { RulesIndex, RulesList } from "../components/method/rules_list.tsx";
import { TopicText } from "../components/method/topic.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { Facts } from "../components/facts.tsx";
import { formatCount } from "../format.ts";
import type { To } from "../links.ts";
import { correctionEntries, ruleGroups } from "../model/method.ts";
import { AUDIT_PAGE, METHOD_PAGE } from "../model/page_addresses.ts";
import type { PageOutput, SiteData } from "../page.ts";

export default function* method(data: SiteData): Generator<PageOutput> {
  yield renderPage({
    site: data.address,
    url: METHOD_PAGE,
    title: "Method · Wallclock",
    description:
      "How Wallclock measures: trials, intervals, comparisons, every audit rule and correction.",
    trail: [],
    opening: (to) => (
      <header>
        <h1>How it is measured, checked and judged</h1>
        <p class="answer">
          A difference is believed where it is neither chance nor what one program shows against
          itself. All else is a tie, and looks like one.
        </p>
        <p>
          What a tool wrote is never edited. What is wrong with it is corrected beside the original
          or withheld with a reason, by rules that anyone can read and run on raw output of their
          own, <a href={to(AUDIT_PAGE)}>in the browser</a> or by <code>deno task audit FILE</code>.
        </p>
      </header>
    ),
    sections: (to) => sectionsOf(data, to),
  });
}

function sectionsOf(data: SiteData, to: To): Section[] {
  const groups = ruleGroups(data.reports);
  const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  const [measured, ...others] = [...MEASURING, ...JUDGING].map((topic) => ({
    id: topic.id,
    title: topic.title,
    content: <TopicText topic={topic} />,
  }));
  return [
    ...(measured === undefined ? [] : [measured]),
    {
      id: "corrections",
      title: "Corrections",
      content: (
        <>
          <p>
            A correction makes a new value and keeps the old one beside it, marked as superseded.
            Where the input cannot justify one, none is made, and a finding says so.
          </p>
          <CorrectionsList entries={correctionEntries(data.reports)} to={to} />
        </>
      ),
    },
    {
      id: "rules",
      title: "The rules of the audit",
      content: (
        <>
          <p>
            The audit asks {formatCount(count, "question")}{" "}
            of every value. A rule that speaks leaves a finding with the place in the raw file; none
            of them can be switched off.
          </p>
          <RulesIndex groups={groups} />
          <RulesList groups={groups} to={to} />
          <p class="limits">
            <b>What they do not show:</b>{" "}
            that a value is right. They know the mistakes that have been made before.
          </p>
        </>
      ),
    },
    ...others,
    {
      id: "charts",
      title: "How to read the charts",
      content: (
        <Facts
          facts={CHART_KINDS.map((kind) =>
            [kind.name, <Told key={kind.name} kind={kind} />] as const
          )}
        />
      ),
    },
  ];
}

function Told({ kind: { says, doesNotShow } }: { kind: ChartKind }) {
  return (
    <>
      {says} <b>Not shown:</b> {doesNotShow}
    </>
  );
}
