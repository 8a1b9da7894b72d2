/** From offsets in a text to its lines, for texts in which many offsets are asked for. */

/** Finds the 1-based line of an offset; the end of the text belongs to its last line that is not blank. */
export function lineFinder(text: string): (at: number) => number {
  let breaks: number[] | undefined;
  let last = 0;
  return (at) => {
    if (breaks === undefined) {
      breaks = [];
      for (let i = text.indexOf("\n"); i !== -1; i = text.indexOf("\n", i + 1)) breaks.push(i);
      last = text.trimEnd().length;
    }
    const offset = Math.min(at, last);
    let low = 0;
    for (let high = breaks.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
