/** Builds once, in a thread of its own: each has the site's modules as they are on the disk at that moment. */
import { messageOf } from "../../common/failure.ts";
import { asFailure } from "../../common/file_errors.ts";
import { type BuildOptions, buildSite } from "../build/build.ts";

/** What came of it: a sentence, and what is wrong, empty where nothing is. */
export interface Built {
  done: string;
  error: string;
}

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<BuildOptions>) => void) | null;
  postMessage(built: Built): void;
};

async function build(options: BuildOptions): Promise<Built> {
  const started = performance.now();
  const { files, made, problems } = await buildSite(options);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const reports = made.length === 0 ? "no report changed" : `made ${made.join(", ")}`;
  return { done: `built in ${seconds} s: ${reports}, ${files} files`, error: problems.join("\n") };
}

scope.onmessage = ({ data }) => {
  build(data).then(
    (built) => scope.postMessage(built),
    (error) => scope.postMessage({ done: "", error: errorText(error) }),
  );
};

/** A Failure says all in its message; anything else is our fault and comes with its stack. */
function errorText(error: unknown): string {
  const failure = asFailure(error);
  if (failure instanceof Error && failure.name !== "Failure") {
    return failure.stack ?? failure.message;
  }
  return messageOf(failure);
}
