/** Progress on stderr: one line rewritten on a terminal, plain lines elsewhere. */
export interface Progress {
  /** Shows what is under way now; on a terminal it replaces the line before. */
  show(text: string): void;
  /** Prints a line that stays. */
  say(text: string): void;
  /** Ends the rewritten line. */
  done(): void;
}

const encoder = new TextEncoder();

/** Progress for this process; quiet where stderr is no terminal, except every `plainEverySeconds`. */
export function terminalProgress(plainEverySeconds = 10): Progress {
  const terminal = Deno.stderr.isTerminal();
  let open = false;
  let lastPlain = -Infinity;
  const write = (text: string) => {
    try {
      Deno.stderr.writeSync(encoder.encode(text));
    } catch {
      // Nobody reads any more (`2>&1 | head`); that is no reason to stop measuring.
    }
  };
  const done = () => {
    if (open) write("\r\x1b[K");
    open = false;
  };
  return {
    show(text) {
      if (terminal) {
        write(`\r\x1b[K${text.slice(0, columns() - 1)}`);
        open = true;
      } else if (performance.now() - lastPlain >= plainEverySeconds * 1000) {
        lastPlain = performance.now();
        write(`${text}\n`);
      }
    },
    say(text) {
      done();
      write(`${text}\n`);
    },
    done,
  };
}

/** Progress that says nothing, for tests and callers that want silence. */
export const silentProgress: Progress = { show() {}, say() {}, done() {} };

function columns(): number {
  try {
    // A pseudo-terminal may report 0 columns.
    return Math.max(Deno.consoleSize().columns, 20);
  } catch {
    return 80;
  }
}

/** "4 min 05 s", "12 s": a length of time for people. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return `${whole} s`;
  return `${minutes} min ${String(whole % 60).padStart(2, "0")} s`;
}
