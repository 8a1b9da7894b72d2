import { deepEqual, equal, match } from "node:assert/strict";
import { leadersOf, siteData } from "../page.ts";
import { withReports } from "../testing.ts";
import { answersOf } from "./answer.ts";
import { headline } from "./sentences.ts";
import { loadReport } from "./report.ts";

const FOLDER = decodeURIComponent(
  new URL("../../data/published-speech-gateway", import.meta.url).pathname,
);

Deno.test("a search is answered by what is sustained on the fewest cores, and how sure that is", async () => {
  const [view] = siteData([await loadReport("published-speech-gateway", FOLDER)]).reports;
  const [answer] = view === undefined ? [] : answersOf(view);
  equal(answer?.board, undefined);
  match(
    answer?.sentence ?? "",
    /^On 1 core C\+\+ .*sustains most, 4450\Wsessions, .* (a second run|twice)\.$/,
  );
  match(view?.digest.answers[0] ?? "", /: On 1 core C\+\+ /);
});

Deno.test("the leaders of a search are those that sustain most, most first", async () => {
  const [view] = siteData([await loadReport("published-speech-gateway", FOLDER)]).reports;
  const four = ["cpp-uwebsockets", "java-helidon", "bun-serve", "go-net-http"];
  const [one, two] = leadersOf(view?.scenarios ?? []).map((names) =>
    names.filter((name) => four.includes(name))
  );
  deepEqual(one, four);
  deepEqual(two?.filter((name) => /^(java|go)-/.test(name)), ["go-net-http", "java-helidon"]);
});

Deno.test("what is ranked is answered by its headline", () =>
  withReports([{ name: "a", implementations: 3, loads: 2, trials: 3 }], (data) => {
    const [view] = data.reports;
    const [answer] = view === undefined ? [] : answersOf(view);
    equal(answer?.sentence, answer?.board === undefined ? "" : headline(answer.board));
    return Promise.resolve();
  }));
