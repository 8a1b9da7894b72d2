/** A build that stands still when its pages are made and none is in its place, to be killed there. */
import { silentProgress } from "../common/progress.ts";
import { type BuildOptions, buildSite } from "../site/build.ts";

const options = JSON.parse(Deno.args[0] ?? "") as BuildOptions;
await buildSite({
  ...options,
  progress: {
    ...silentProgress,
    show(text) {
      if (text !== "site: writing") return;
      Deno.stdout.writeSync(new TextEncoder().encode("waiting\n"));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
    },
  },
});
