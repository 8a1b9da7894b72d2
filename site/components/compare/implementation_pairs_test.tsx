import { doesNotMatch, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { ScenarioView } from "../../model/scenario.ts";
import { withReports } from "../../testing.ts";
import { takesBack } from "../testing.ts";
import { ImplementationPairs } from "./implementation_pairs.tsx";

Deno.test("what the ratio is stands once, above the pairs of a scenario, and is read out at each table", () =>
  withReports([{ name: "a", implementations: 3, loads: 2, trials: 5 }], (data) => {
    const view = data.reports[0]?.scenarios[0] as ScenarioView;
    const htmlOf = (name: string) =>
      renderToString(
        <ImplementationPairs
          view={view}
          correctionOf={takesBack(name)}
          index={0}
          to={(page) => page}
        />,
      );
    const html = htmlOf("none");
    doesNotMatch(html, /†/);
    const corrected = htmlOf("birch");
    match(corrected, /differ\. † as published; a later report takes back [^<]*\.<\/p>/);
    // The third is a twin and in no pair.
    equal(corrected.match(/†<\/t[hd]>/g)?.length, 1);
    match(
      html,
      /<p>From .*A \/ B is the ratio of trials at the peaks, goodput of A divided by that/,
    );
    const captions = [...html.matchAll(/<caption[^>]*>(.*?)<\/caption>/g)].map(([, text]) => text);
    equal(captions.length, html.split("<table").length - 1);
    for (const caption of captions) match(caption ?? "", /^<span class="unseen">.*ratio of trials/);
    equal(html.split("95 % interval</span>").length - 1, captions.length);
    return Promise.resolve();
  }));
