/** Units as words: enough algebra to tell that s x 1/s is a number and s + B is a mistake. */

/** The unit of a product. */
export function multiplyUnits(a: string, b: string): string {
  if (a === "1") return b;
  if (b === "1") return a;
  const [over, under] = split(a);
  const [otherOver, otherUnder] = split(b);
  return join([...over, ...otherOver], [...under, ...otherUnder]);
}

/** The unit of a ratio; `1` where both are the same. */
export function divideUnits(a: string, b: string): string {
  if (b === "1") return a;
  const [over, under] = split(a);
  const [otherOver, otherUnder] = split(b);
  return join([...over, ...otherUnder], [...under, ...otherOver]);
}

/** Whether two units mean the same: `1/s per cores` is `1/s/cores`. */
export function sameUnit(a: string, b: string): boolean {
  return a === b || divideUnits(a, b) === "1";
}

/** A unit in a sentence. */
export function nameOfUnit(unit: string): string {
  return unit === "1" ? "a plain number" : unit;
}

function split(unit: string): [over: string[], under: string[]] {
  const [over, ...under] = unit.replaceAll(" per ", "/").split("/").map((part) =>
    part.split("*").filter((word) => word !== "1" && word !== "")
  );
  return [over ?? [], under.flat()];
}

function join(over: readonly string[], under: readonly string[]): string {
  const left = [...under];
  const kept = over.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [kept.sort().join("*") || "1", ...left.sort()].join("/");
}
