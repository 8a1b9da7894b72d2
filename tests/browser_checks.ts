/** What the browser tests look for on every page: barriers for readers, and what does not fit the screen. */
import type { Page } from "playwright-core";

const AXE = await Deno.readTextFile(new URL(import.meta.resolve("axe-core/axe.min.js")));

/** axe-core's violations of WCAG 2.2 A and AA, a line each. */
export async function axe(page: Page): Promise<string[]> {
  // The page's policy keeps scripts out; the debugger's own world does not ask it.
  await page.evaluate(AXE);
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: unknown): Promise<
          { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }
        >;
      };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await axe.run({ runOnly: { type: "tag", values: tags } });
    return violations.map(({ id, nodes }) =>
      `${id} x${nodes.length}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`
    );
  });
}

/** What of the page does not fit: sideways scroll, small chart text, text outside its chart. */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`page scrolls sideways: ${scrollWidth}`);
    for (const svg of document.querySelectorAll<SVGSVGElement>(".plot")) {
      const box = svg.getBoundingClientRect();
      if (box.width === 0) continue;
      const scale = box.width / svg.viewBox.baseVal.width;
      const labels: DOMRect[] = [];
      for (const text of svg.querySelectorAll("text")) {
        const size = parseFloat(getComputedStyle(text).fontSize) * scale;
        const name = `"${text.textContent?.slice(0, 30)}"`;
        if (clientWidth < 500 && size < 12) found.push(`${name} is ${size.toFixed(1)} px`);
        const own = text.getBoundingClientRect();
        if (own.right > clientWidth || own.left < 0) found.push(`${name} lies outside the page`);
        if (text.classList.contains("label")) labels.push(own);
      }
      labels.sort((a, b) => a.top - b.top);
      for (const [index, label] of labels.entries()) {
        const above = labels[index - 1];
        // Boxes hold ascent and descent; letters touch only where they share more than that slack.
        if (above !== undefined && label.top < above.bottom - label.height * 0.25) {
          found.push("labels overlap");
        }
      }
    }
    return found;
  });
}
