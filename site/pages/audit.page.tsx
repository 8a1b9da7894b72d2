/** The page for raw files: somebody's own output, read in the browser by the same code as here. */
import { Failure } from "../../common/failure.ts";
import { readTextIfThere } from "../../common/files.ts";
import { FORMATS } from "../../pipeline/inspection.ts";
import { auditScript } from "../audit/script.ts";
import { CommandWords } from "../components/command_words.tsx";
import { Facts } from "../components/facts.tsx";
import { renderPage } from "../components/layout.tsx";
import { formatNumber } from "../format.ts";
import { AUDIT_PAGE } from "../model/page_addresses.ts";
import { SEVERITY_TITLES } from "../model/findings.ts";
import type { PageOutput } from "../page.ts";

const SCRIPT = `${AUDIT_PAGE}audit.js`;
const EXAMPLE_NAME = "tcp_echo_asyncio.txt";
/** The console print that led to the first of the rules: echo rates that no connection can carry. */
const EXAMPLE = new URL(
  `../../data/published-echo/raw/echo.asyncio.tcp.1/${EXAMPLE_NAME}`,
  import.meta.url,
);

export default async function* audit(): AsyncGenerator<PageOutput> {
  const example = await readTextIfThere(decodeURIComponent(EXAMPLE.pathname));
  if (example === undefined) {
    throw new Failure(
      `data/published-echo has no ${EXAMPLE_NAME}, the example of /audit/; restore that report from the repository`,
    );
  }
  yield page(example);
  yield { url: `${AUDIT_PAGE}${EXAMPLE_NAME}`, content: example };
  yield { url: SCRIPT, content: await auditScript() };
}

function page(example: string): PageOutput {
  return renderPage({
    url: AUDIT_PAGE,
    script: SCRIPT,
    startsWorkers: true,
    title: "Audit your own numbers · Wallclock",
    description:
      "Give the raw output of wrk, k6, Google Benchmark and others, and read what Wallclock says of it. Nothing leaves your machine.",
    trail: [],
    opening: () => (
      <header>
        <h1>Audit your own numbers</h1>
        <p class="answer">
          Give the raw output of wrk, k6, autocannon, Google Benchmark or{" "}
          <a href="#formats">another tool</a>, and read what Wallclock would say of it:
          measurements, corrections and findings.
        </p>
        <p>
          Your files stay on this machine. This page has loaded all that it needs: it asks nothing
          of any server from here on, its policy makes the browser refuse any connection, and it
          works with the network switched off.
        </p>
        <noscript>
          <p class="notice retracted">
            Without JavaScript this page cannot read files. The same findings come from the command
            {" "}
            <code>deno task audit FILE</code>, the measurements from{" "}
            <code>deno task inspect FILE</code>.
          </p>
        </noscript>
      </header>
    ),
    sections: () => [
      { id: "input", title: "Raw output", content: <Input example={example} /> },
      { id: "results", title: "What it says", content: <Results /> },
      { id: "reading", title: "How to read it", content: <Reading /> },
      { id: "formats", title: "What can be read", content: <Formats /> },
    ],
  });
}

/** Spread where it is used: a flag that is false is not written, but this attribute is the word "false". */
const NOT_SPELLED = { spellcheck: false };

const STREAMS = FORMATS.filter(({ kind }) => kind === "stream").map(({ name }) => name).join(", ");

/** Everything is disabled until the page's script is there. */
function Input({ example }: { example: string }) {
  return (
    <div class="audit">
      <fieldset id="give" disabled>
        <legend>Give files or text</legend>
        <p class="drop">
          <label for="files">Choose files, or drop them anywhere on this page</label>
          <input id="files" type="file" multiple />
          <small>
            Several at once, gzip too. Files of {STREAMS}{" "}
            may be of any size, for they are read piece by piece; of other formats as large as
            memory allows.
          </small>
        </p>
        <p>
          <label for="text">Or paste the text</label>
          <textarea
            id="text"
            rows={7}
            {...NOT_SPELLED}
            autocomplete="off"
            autocapitalize="off"
            wrap="off"
          />
          <button id="audit-text" type="button">Audit the text</button>
        </p>
        <p>
          <button id="audit-example" type="button">Show a worked example</button>{" "}
          <small>
            A table that Google Benchmark printed of an echo server, as it was published: it claims
            27 million round trips a second.
          </small>
        </p>
        <details>
          <summary>The text of the example</summary>
          <p>
            <a href={EXAMPLE_NAME} download>{EXAMPLE_NAME}</a>, from the raw files of the report
            {" "}
            <code>published-echo</code>.
          </p>
          <pre
            id="example"
            data-name={EXAMPLE_NAME}
            tabIndex={0}
            aria-label="The text of the example"
          >
            {example}
          </pre>
        </details>
      </fieldset>
      <div class="state">
        <p id="status" role="status"></p>
        <progress id="progress" max="1" aria-label="Reading" hidden></progress>
      </div>
    </div>
  );
}

function commandForCsv(task: string): string[] {
  return ["deno", "task", task, "FILE...", "--output", "csv"];
}

function Results() {
  return (
    <div class="audit">
      <fieldset id="take-away" disabled>
        <legend>Take away, of all files here</legend>
        <button id="take-findings" type="button">findings.csv</button>{" "}
        <button id="take-measurements" type="button">measurements.csv</button>{" "}
        <button id="clear" type="button">Clear all</button>
        <small>
          Byte for byte what <CommandWords words={commandForCsv("audit")} /> and{" "}
          <CommandWords words={commandForCsv("inspect")} /> print: base units and every digit.
        </small>
      </fieldset>
      <ul id="file-list" class="plain" aria-label="Files" hidden></ul>
      <div id="audited">
        <p>Nothing has been read yet.</p>
      </div>
    </div>
  );
}

const SEVERITIES: readonly [keyof typeof SEVERITY_TITLES, string][] = [
  [
    "withhold",
    "The value cannot be what it says it is: faster than the machine could be, of work that was not done, of answers that all failed. It is hatched here, and in a report “withheld” stands in its place with the reason; it is never ranked, compared or left out.",
  ],
  [
    "lower bound",
    "The load generator was the limit, so the true value is at least this one: “≥ x” in a report.",
  ],
  ["warn", "The value stands, with a fault that a reader must know of."],
  ["note", "Something worth knowing that does not change the value."],
];

function Reading() {
  return (
    <>
      <dl class="findings">
        {SEVERITIES.map(([severity, text]) => (
          <>
            <dt>
              <strong>{severity}</strong>
            </dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
      <p>
        A correction never overwrites: the value as printed stays, with the status{" "}
        <em>superseded</em>, and the corrected one stands behind it with the name of its correction.
        A rate that was divided by CPU time becomes one by the wall clock; latencies that a tool
        made up are taken out again.
      </p>
      <p>
        The rules that need more than one file, such as how far the host was loaded and whether
        trials agree, are asked of whole reports only.
      </p>
    </>
  );
}

type Format = typeof FORMATS[number];

/** Whether it is told by a mark of ours: no tool of others writes it. */
function isOurs({ looksFor }: Format): boolean {
  return looksFor.includes("wallclock");
}

function FormatList({ formats }: { formats: readonly Format[] }) {
  const byName = formats.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  return (
    <Facts
      facts={byName.map(({ name, looksFor }) => [<code key={name}>{name}</code>, looksFor])}
    />
  );
}

function Formats() {
  return (
    <>
      <p>
        {formatNumber(FORMATS.length)}{" "}
        formats, told by their content and never by their name; give the tool’s own output, unedited
        and from its first line.
      </p>
      <FormatList formats={FORMATS.filter((format) => !isOurs(format))} />
      <p>And what the bench of Wallclock itself writes:</p>
      <FormatList formats={FORMATS.filter(isOurs)} />
    </>
  );
}
