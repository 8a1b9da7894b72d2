/** Sibling threads of the server's core: what runs on them takes execution units and cache from the server. */
import { parseCpuList } from "../cores.ts";
import { type NoiseCheck, unknown } from "./check.ts";
import { formatCores } from "./words.ts";

/** Two threads together do up to 1.3 times the work of one, so that each does 0.65 of what it did alone. */
const SIBLING_COST = 1 - 1.3 / 2;

export const smt: NoiseCheck = {
  name: "smt",
  files: () => ["/sys/devices/system/cpu/cpu*/topology/thread_siblings_list"],
  check({ before, cores, virtual }) {
    const lists = cores.server.map((core) =>
      before.get(`/sys/devices/system/cpu/cpu${core}/topology/thread_siblings_list`)
    );
    if (lists.length === 0 || lists.includes(undefined)) {
      return unknown("this system does not say which threads share a core");
    }
    const siblings = [...new Set(lists.flatMap((list) => parseCpuList(list ?? "")))]
      .filter((core) => !cores.server.includes(core));
    const values = [{ name: "siblings of the server's core", value: siblings.join(","), unit: "" }];
    if (siblings.length === 0) {
      if (virtual) {
        return unknown(
          "this virtual machine shows no sibling threads, which need not be true; `shared-units` measures it",
        );
      }
      return {
        state: "good",
        measured: `${formatCores(cores.server)} of the server: no sibling thread is online`,
        values,
        effect: null,
        remedy: "",
      };
    }
    const used = siblings.filter((core) => cores.generator.includes(core));
    return {
      state: used.length > 0 ? "bad" : "acceptable",
      measured: used.length > 0
        ? `the generator runs on ${formatCores(used)}, sibling of the server's ${
          formatCores(cores.server)
        }`
        : `${formatCores(siblings)}, sibling of the server's ${
          formatCores(cores.server)
        }, is left idle by the plan but open to anything else`,
      values,
      effect: {
        share: SIBLING_COST,
        kind: used.length > 0 ? "cost" : "noise",
        basis: `at most${used.length > 0 ? "" : ", while something runs there"}: ` +
          "two busy threads do up to 1.3 times the work of one (Marr et al., Intel Technology Journal 6(1), 2002)",
      },
      remedy: siblings.map((core) => `echo 0 | sudo tee /sys/devices/system/cpu/cpu${core}/online`)
        .join("; "),
    };
  },
};
