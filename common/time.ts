/** Waiting, with nothing left behind. */

/** Waits. */
export function delay(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** The promise's value, or undefined when it has none after so many seconds or when the signal fires. */
export async function withinSeconds<T>(
  promise: Promise<T>,
  seconds: number,
  signal?: AbortSignal,
): Promise<T | undefined> {
  if (signal?.aborted) return undefined;
  const { promise: given, resolve } = Promise.withResolvers<undefined>();
  const give = () => resolve(undefined);
  const timer = setTimeout(give, seconds * 1000);
  signal?.addEventListener("abort", give, { once: true });
  try {
    return await Promise.race([promise, given]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", give);
  }
}
