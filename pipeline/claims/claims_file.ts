/** claims.json: the sentences of a report's text that its tables must bear. */
import { z } from "zod";
import { textSchema } from "../texts.ts";
import { Failure } from "../../common/failure.ts";
import { LONGEST_EXPRESSION } from "./lexer.ts";

export const CLAIMS_FILE = "claims.json";

const verdictSchema = z.enum(["holds", "refuted", "not established"]);

export const claimSchema = z.strictObject({
  id: z.string().regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    "an id has letters, digits, dots and hyphens, at most 64",
  ),
  /** The sentence, as the text has it. */
  statement: textSchema.min(1).max(1000),
  /** Expression and relation in the language of pipeline/claims/README.md. */
  expression: textSchema.min(1).max(LONGEST_EXPRESSION),
  /** Rules of the audit that take the ground from the claim when they spoke of one of its figures. */
  undermined_by: z.array(textSchema.min(1)).optional(),
  /** The verdict that the text relies on; `holds` where it is not given. */
  expected: verdictSchema.optional(),
  note: textSchema.optional(),
  /** Where the sentence stands: an address or a place in the text. */
  source: textSchema.optional(),
});
export type Claim = z.infer<typeof claimSchema>;

const claimsFileSchema = z.strictObject({ claims: z.array(claimSchema).max(10_000) });

/** Reads claims.json. Throws a Failure naming `file`, the claim and the field that is wrong. */
export function readClaimsFile(text: string, file = CLAIMS_FILE): Claim[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Failure(`${file}: not JSON (${(error as Error).message}); mend it there`);
  }
  const result = claimsFileSchema.safeParse(json);
  if (!result.success) {
    const issue = result.error.issues[0];
    const path = issue?.path ?? [];
    throw new Failure(`${file}: ${placeOf(json, path)}: ${issue?.message}; mend it there`);
  }
  const seen = new Set<string>();
  for (const { id } of result.data.claims) {
    if (seen.has(id)) {
      throw new Failure(`${file}: claim "${id}" is there twice; give one of them another id`);
    }
    seen.add(id);
  }
  return result.data.claims;
}

/** The claim by its id where it has one, and the field. */
function placeOf(json: unknown, path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the document";
  if (path.length === 1 || typeof path[1] !== "number") return path.join(".");
  const claim = (json as { claims: unknown[] }).claims[path[1]];
  const id = typeof claim === "object" && claim !== null && "id" in claim ? claim.id : undefined;
  const name = typeof id === "string" ? `claim "${id.slice(0, 64)}"` : `claim ${path[1] + 1}`;
  return [name, ...path.slice(2)].map(String).join(", ");
}
