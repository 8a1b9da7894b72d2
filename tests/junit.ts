/** Reads what `deno test --junit-path` writes: how many tests passed, and which did not. */

export interface TestReport {
  passed: number;
  /** A line for each test that failed or was not run: its file, its name, and how its reason begins. */
  failures: string[];
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The text behind an attribute's or element's XML. */
function unescape(xml: string): string {
  return xml.replace(
    /&(?:#(x?)([0-9a-f]+)|(\w+));/gi,
    (whole, hex: string, digits: string | undefined, name: string) =>
      digits === undefined
        ? ENTITIES[name] ?? whole
        : String.fromCodePoint(parseInt(digits, hex === "" ? 10 : 16)),
  );
}

function attribute(tag: string, name: string): string {
  return unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
}

/** Why the test of this element did not pass; undefined where it did. */
function reasonOf(inside: string): string | undefined {
  const [tag] = /<(?:failure|error)\b[^>]*>/.exec(inside) ?? [];
  if (tag === undefined) return /<skipped\b/.test(inside) ? "was not run" : undefined;
  const lines = attribute(tag, "message").split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").slice(0, 2).join(" ");
}

/**
 * A test that was not run has not passed. What the head counts beyond the tests that the report has, and a
 * report without a test, are failures too: nothing that went wrong is to look like fewer tests.
 */
export function readJunit(xml: string): TestReport {
  const report: TestReport = { passed: 0, failures: [] };
  for (
    const [, tag = "", inside = ""] of xml.matchAll(
      /(<testcase\b[^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs,
    )
  ) {
    const reason = reasonOf(inside);
    if (reason === undefined) report.passed++;
    else {
      report.failures.push(
        `${attribute(tag, "classname")}: ${attribute(tag, "name")}: ${reason}`,
      );
    }
  }
  const [head = ""] = /<testsuites\b[^>]*>/.exec(xml) ?? [];
  const counted = Number(attribute(head, "tests"));
  const lost = counted - report.passed - report.failures.length;
  if (lost !== 0) {
    report.failures.push(`${counted} tests were counted, ${lost} of them not told of`);
  }
  if (counted === 0) report.failures.push("no test was run");
  return report;
}
