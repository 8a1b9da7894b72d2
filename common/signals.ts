/** Signals to processes that may have ended by then. */

/**
 * Sends a signal to a process, by its id (a negative one means its group) or as a child of ours. Does nothing
 * where it has ended: between looking and sending there is always time for that.
 */
export function sendSignal(process: number | Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    if (typeof process === "number") Deno.kill(process, signal);
    else process.kill(signal);
  } catch (error) {
    // Of an ended child Deno says a TypeError, of a gone id the kernel's ESRCH.
    if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
  }
}
