/** Transparent huge pages: which memory gets them depends on what is free at the time. */
import { type NoiseCheck, unknown } from "./check.ts";

const ENABLED = "/sys/kernel/mm/transparent_hugepage/enabled";
const DEFRAG = "/sys/kernel/mm/transparent_hugepage/defrag";

export const hugePages: NoiseCheck = {
  name: "transparent-huge-pages",
  files: () => [ENABLED, DEFRAG],
  check({ before }) {
    const chosen = (path: string) => /\[([^\]]+)\]/.exec(before.get(path) ?? "")?.[1];
    const enabled = chosen(ENABLED);
    if (enabled === undefined) return unknown("this kernel does not tell");
    const defrag = chosen(DEFRAG);
    const always = enabled === "always";
    return {
      state: always ? "acceptable" : "good",
      measured: `${enabled}${defrag === undefined ? "" : `, defragmentation ${defrag}`}`,
      values: [
        { name: "enabled", value: enabled, unit: "" },
        ...(defrag === undefined ? [] : [{ name: "defrag", value: defrag, unit: "" }]),
      ],
      effect: !always ? null : {
        share: null,
        kind: "noise",
        basis: "memory and speed depend on which pages happen to be huge" +
          (defrag === "always" ? ", and a page fault waits for compaction" : "") +
          " (kernel documentation, admin-guide/mm/transhuge)",
      },
      remedy: always ? `echo madvise | sudo tee ${ENABLED}` : "",
    };
  },
};
