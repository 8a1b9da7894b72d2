/** The page of the counter, as every implementation has to send it: only count and footer differ. */

/** Every footer is padded to this, so that every implementation sends as many bytes. */
export const footerLength = 32;

/** The page's text for a count and a footer. */
export function renderPage(count: string, footer: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Counter</title></head>
<body>
<h1>Counter</h1>
<p id="count">${count}</p>
<form method="post" action="/increment"><button type="submit">Increment</button></form>
<footer>${footer}</footer>
</body>
</html>
`;
}

/** The count that a page shows; undefined where it shows none. */
export function countOf(page: string): number | undefined {
  const [, digits] = /<p id="count">(\d{1,15})<\/p>/.exec(page) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The name that a page's footer begins with, `Node.js` of "Node.js 20.20.2"; undefined where there is none. */
export function runtimeNameOf(page: string): string | undefined {
  return /<footer>([^<]*?) v?\d/.exec(page)?.[1];
}

/** What is wrong with a page, as sentences; none where it is right. */
export function pageViolations(page: string): string[] {
  const [, footer] = /<footer>([^<]*)<\/footer>/.exec(page) ?? [];
  if (footer !== undefined && footer.length !== footerLength) {
    return [`expected a footer padded to ${footerLength} characters, got ${footer.length}`];
  }
  // A name, a space, a version, padding; ASCII, so that characters are bytes.
  if (footer !== undefined && !/^[!-~][ -~]* \S*\d\S* *$/.test(footer)) {
    return [`expected a footer of a name and a version in ASCII, got ${JSON.stringify(footer)}`];
  }
  const expected = renderPage(String(countOf(page) ?? 0), footer ?? "?".repeat(footerLength));
  if (page === expected) return [];
  const lines = page.split("\n");
  const at = expected.split("\n").findIndex((line, index) => line !== lines[index]);
  if (at === -1) return [`expected the page to end with "</html>" and a line feed, got more`];
  const line = (text: string) => JSON.stringify((text.split("\n")[at] ?? "").slice(0, 100));
  return [
    `expected the page of ${expected.length} bytes, got ${page.length}; ` +
    `line ${at + 1} should be ${line(expected)}, is ${line(page)}`,
  ];
}
