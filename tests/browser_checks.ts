/** What the browser tests look for on every page: barriers for readers, and what does not fit the screen. */
import type { Page } from "playwright-core";

const AXE = await Deno.readTextFile(new URL(import.meta.resolve("axe-core/axe.min.js")));

/**
 * Makes the browser lay out the cases that are closed, and the sections that it leaves out until somebody scrolls to
 * them; else each question about a place in them is answered by laying all of it out anew.
 */
export function layOutAll(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (const closed of document.querySelectorAll<HTMLDetailsElement>(".case")) closed.open = true;
    for (const section of document.querySelectorAll<HTMLElement>("main > section, .scroll")) {
      section.style.contentVisibility = "visible";
    }
    // What the script adds when a section is laid out is there a frame later.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/**
 * axe-core's violations of WCAG 2.2 A and AA, a line each; of contrast alone where everything else has been asked
 * before, in other colours.
 */
export async function axe(page: Page, what: "all" | "contrast" = "all"): Promise<string[]> {
  // The page's policy keeps scripts out; the debugger's own world does not ask it.
  await page.evaluate(AXE);
  return await page.evaluate(async (what) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: unknown): Promise<
          { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }
        >;
      };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await axe.run({
      runOnly: what === "all"
        ? { type: "tag", values: tags }
        : { type: "rule", values: ["color-contrast"] },
    });
    return violations.map(({ id, nodes }) =>
      `${id} x${nodes.length}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`
    );
  }, what);
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
      const boxes: { name: string; box: DOMRect }[] = [];
      for (const text of svg.querySelectorAll("text")) {
        const size = parseFloat(getComputedStyle(text).fontSize) * scale;
        const name = `"${text.textContent?.slice(0, 30)}"`;
        if (clientWidth < 500 && size < 12) found.push(`${name} is ${size.toFixed(1)} px`);
        const box = text.getBoundingClientRect();
        if (box.right > clientWidth || box.left < 0) found.push(`${name} lies outside the page`);
        if (box.width > 0) boxes.push({ name, box });
      }
      // Boxes hold ascent and descent; letters touch only where they share more than that slack.
      const across = (a: DOMRect, b: DOMRect) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1;
      const down = (a: DOMRect, b: DOMRect) =>
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) >
          0.3 * Math.min(a.height, b.height);
      for (const [index, { name, box }] of boxes.entries()) {
        const other = boxes.slice(index + 1).find((each) =>
          across(box, each.box) && down(box, each.box)
        );
        if (other !== undefined) {
          const where = svg.closest("figure")?.id ?? "a chart";
          found.push(`${where}: ${name} and ${other.name} overlap`);
        }
      }
    }
    return found;
  });
}
