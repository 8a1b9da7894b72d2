/** Automatic NUMA balancing: the kernel unmaps pages to see who uses them, and moves them. */
import { matching } from "./files.ts";
import { type NoiseCheck, unknown } from "./check.ts";

const SETTING = "/proc/sys/kernel/numa_balancing";
const NODES = "/sys/devices/system/node/node*/cpulist";

export const numaBalancing: NoiseCheck = {
  name: "numa-balancing",
  files: () => [SETTING, NODES],
  check({ before }) {
    const setting = before.get(SETTING);
    const nodes = matching(before, NODES).length;
    if (nodes === 0) return unknown("this system does not list its memory nodes");
    const values = [
      { name: "memory nodes", value: nodes, unit: "1" },
      ...(setting === undefined ? [] : [{ name: "balancing", value: setting, unit: "" }]),
    ];
    // 0 off, 1 normal, 2 memory tiering, 3 both (admin-guide/sysctl/kernel).
    const on = nodes > 1 && setting !== undefined && setting !== "0";
    return {
      state: on ? "acceptable" : "good",
      measured: nodes === 1
        ? "one memory node"
        : `${nodes} memory nodes, balancing ${on ? "on" : "off"}`,
      values,
      effect: !on ? null : {
        share: null,
        kind: "noise",
        basis:
          "extra page faults and moved pages (kernel documentation, admin-guide/sysctl/kernel)",
      },
      remedy: on ? "sudo sysctl -w kernel.numa_balancing=0" : "",
    };
  },
};
