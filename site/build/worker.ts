/** A thread of a build. */
import { Jobs } from "./jobs.ts";
import { type Answer, doWork, type Order } from "./work.ts";

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(answer: Answer): void;
};

let jobs: Jobs | undefined;

scope.onmessage = ({ data: order }) => {
  jobs ??= new Jobs(order.folders);
  doWork(jobs, order, (index, result) => scope.postMessage({ index, result })).then(
    () => scope.postMessage({ finished: true }),
    (error) =>
      scope.postMessage({
        error: error instanceof Error ? error.stack ?? error.message : String(error),
      }),
  );
};
