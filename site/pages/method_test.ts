import { doesNotMatch, match, ok } from "node:assert/strict";
import { pagesOf, withReports } from "../testing.ts";
import index from "./index.page.tsx";
import method from "./method.page.tsx";

const SMALL = { name: "r", implementations: 3, loads: 2, trials: 2 };

/** The words of a page, without markup and with plain spaces. */
function wordsOf(page: string | Uint8Array | undefined): string {
  return String(page).replaceAll(/<[^>]*>/g, "").replaceAll(/\s+/g, " ");
}

Deno.test("the method says what blocks, cores, warm-up and lower bounds are as the code has them", () =>
  withReports([SMALL], async (data) => {
    const words = wordsOf((await pagesOf(method, data)).get("/method/"));
    match(words, /A block holds one trial of every cell/);
    match(words, /A program that measures itself is started anew, and warms up only as far as/);
    match(words, /A program that measures itself is both and shares its cores/);
    doesNotMatch(words, /same cores and memory/);
    match(words, /each implementation only where the versions of its programs are/);
    match(words, /where a lower bound could still turn the verdict/);
    match(words, /the gates that fail at the first load that does not pass/);
  }));

Deno.test("the method gives the whole rule of an interval, by which one can be computed again", () =>
  withReports([SMALL], async (data) => {
    const words = wordsOf((await pagesOf(method, data)).get("/method/"));
    match(
      words,
      /Where a value is 0 it is taken on the values themselves, and goes no lower than 0/,
    );
    match(words, /It is widened where it would leave out the median beside it/);
  }));

Deno.test("the method says what becomes of results that a later report took back or replaced", () =>
  withReports([SMALL], async (data) => {
    const words = wordsOf((await pagesOf(method, data)).get("/method/"));
    match(words, /took back is withheld there\. What it replaced is compared, and named\./);
    match(words, /What any later report took back or replaced is left out\./);
  }));

Deno.test("where a correction changed nothing in any report, its example says so", () =>
  withReports([SMALL], async (data) => {
    const words = wordsOf((await pagesOf(method, data)).get("/method/"));
    match(words, /goodput.*?none of them changed, nor did one of another report here/);
  }));

Deno.test("a table of a correction has no column for what none of its examples was made with", () =>
  withReports([SMALL], async (data) => {
    const page = String((await pagesOf(method, data)).get("/method/"));
    const headers = page.split("</thead>").map((part) => /<thead>.*$/s.exec(part)?.[0] ?? "")
      .filter((header) => header.includes("Before"));
    ok(headers.length > 0);
    for (const table of page.split("<table").slice(1)) {
      const [, body = ""] = table.split("<tbody>");
      if (table.includes(">With<")) ok(/<td class="wide">[^–<]/.test(body), body);
    }
  }));

Deno.test("the method names the correction that only a person can ask for, and how", () =>
  withReports([SMALL], async (data) => {
    const words = wordsOf((await pagesOf(method, data)).get("/method/"));
    match(words, /coordinated-omission.*deno task inspect FILE --expected-interval SECONDS/);
  }));

Deno.test("both pages say what a percentile of an even number of trials is without a histogram", () =>
  withReports([SMALL], async (data) => {
    const ofMethod = wordsOf((await pagesOf(method, data)).get("/method/"));
    match(ofMethod, /of an even number halfway between two, which is a percentile of neither/);
    doesNotMatch(ofMethod, /Percentiles are never averaged/);
    const front = wordsOf((await pagesOf(index, data)).get("/"));
    match(front, /of an even number that lies halfway between two of them/);
    doesNotMatch(front, /or the median trial is shown/);
  }));
