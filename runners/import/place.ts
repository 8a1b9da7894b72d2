/** Where an import belongs: the cell it is filed under, checked, and the id of its trial. */
import { Failure } from "../../common/failure.ts";
import { nameSchema } from "../../pipeline/report.ts";

/** A cell and the number of its trial. */
export interface Place {
  implementation: string;
  case: string;
  limits: string;
  load: number | null;
  load_unit: string;
  trial: number;
}

/** More than anybody repeats a measurement; its digits go into names and tables. */
const MOST_TRIALS = 1e9;

/** Checks every word of a place; a Failure names what it was given by. */
export function checkPlace(place: Place, givenBy: (key: string) => string): Place {
  const { implementation, load, load_unit, trial } = place;
  checkName(implementation, givenBy("implementation"));
  for (const key of ["case", "limits", "load_unit"] as const) {
    // deno-lint-ignore no-control-regex
    if (place[key].length > 200 || /[\u0000-\u001f\u007f-\u009f]/.test(place[key])) {
      throw new Failure(
        `${givenBy(key)} is longer than 200 characters or holds unprintable ones`,
        2,
      );
    }
  }
  if ((load === null) !== (load_unit === "")) {
    throw new Failure(
      `${givenBy("load")} and ${givenBy("load-unit")} are given together or not at all`,
      2,
    );
  }
  if (load !== null && !(load >= 0 && load <= 1e9)) {
    throw new Failure(`${givenBy("load")} takes a number up to 1000000000, not ${load}`, 2);
  }
  if (!Number.isInteger(trial) || trial < 1 || trial > MOST_TRIALS) {
    throw new Failure(`${givenBy("trial")} takes 1, 2, 3 ... ${MOST_TRIALS}, not ${trial}`, 2);
  }
  return place;
}

/** Checks a name that goes into paths and addresses. */
export function checkName(name: string, givenBy: string): string {
  const parsed = nameSchema.safeParse(name);
  if (!parsed.success) {
    throw new Failure(`${givenBy} "${name}": ${parsed.error.issues[0]?.message}`, 2);
  }
  return name;
}

/**
 * Name of a trial within its report, `echo.drogon.ws-external.1`. Words of a case are cut to what a path
 * may hold, so two cells can come out alike: `taken` then gets the later one a number.
 */
export function placeId(scenario: string, place: Place, taken: ReadonlySet<string>): string {
  const words = [slug(place.case), slug(place.limits), place.load ?? "", place.trial];
  const start = `${scenario}.${place.implementation}`.slice(0, 70);
  const name = [start, ...words].filter((word) => word !== "").join(".").slice(0, 94);
  for (let number = 1;; number++) {
    const id = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(id)) return id;
  }
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 70).replace(/^-+|-+$/g, "");
}
