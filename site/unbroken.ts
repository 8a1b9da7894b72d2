/** Where a line of somebody's sentence must not be broken: a number is one with its unit. */
import { NO_BREAK } from "../common/number_format.ts";

/** Between a number and its unit, as sentences of rules, claims and reports have them. */
const BEFORE_UNIT =
  /(?<=\d) (?=(?:%|[nµm]?s|min|h|(?:[kMG] )?(?:req|items)\/s|[kM]|(?:[kKMGT]i?)?B(?:\/s)?|[kMG]Hz|(?:core|connection|worker)s?)(?![\p{L}\p{N}/]))/gu;

/** The text with no break between a number and its unit. */
export function unbroken(text: string): string {
  return text.replace(BEFORE_UNIT, NO_BREAK);
}
