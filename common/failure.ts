/**
 * The one error class for what a person can mend: bad input, a missing file, a wrong flag.
 * Its message names what is wrong and the remedy; commands print it without a stack trace.
 */
export class Failure extends Error {
  override readonly name = "Failure";
  /** Exit status of the command: 1 a named thing failed, 2 wrong usage. */
  readonly status: 1 | 2;

  constructor(message: string, status: 1 | 2 = 1, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
