/** Ctrl-C of a step that has others to end first. */
import { interruptSignal } from "../runners/interrupt.ts";

/** Milliseconds in which a second interrupt is the first once more. */
const SAME = 1000;

/**
 * A signal that fires on the first interrupt; another one, later, ends this process at once. In a terminal each
 * Ctrl-C comes twice: to every process there, and passed on by `deno task`.
 */
export function patientSignal(message: string): AbortSignal {
  let since = 0;
  const signal = interruptSignal(message, () => {
    if (performance.now() - since > SAME) Deno.exit(1);
  });
  signal.addEventListener("abort", () => since = performance.now());
  return signal;
}
