#!/bin/bash
# At each start of the machine, as root: what `deno task doctor` asks for and the kernel forgets. A value that
# this machine does not have or take is passed over; doctor says what is still wrong.
set -euo pipefail

put() {
  [ -w "$2" ] || return 0
  { echo "$1" >"$2"; } 2>/dev/null || echo "tune: $2 does not take $1" >&2
}

for governor in /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor; do put performance "$governor"; done
put 1 /sys/devices/system/cpu/intel_pstate/no_turbo
put 0 /sys/devices/system/cpu/cpufreq/boost
# Sibling threads share a core: without them a core is a core.
put off /sys/devices/system/cpu/smt/control
put madvise /sys/kernel/mm/transparent_hugepage/enabled
put 0 /proc/sys/kernel/nmi_watchdog
put 0 /proc/sys/kernel/numa_balancing
swapoff --all
# No measure of speed, but ways into the kernel that no server under test needs.
put 0 /proc/sys/user/max_user_namespaces
put 1 /proc/sys/kernel/unprivileged_bpf_disabled
put 1 /proc/sys/kernel/dmesg_restrict
# Interrupts of devices stay on core 0, which no server is put on.
for interrupt in /proc/irq/*/smp_affinity_list; do
  { echo 0 >"$interrupt"; } 2>/dev/null || true
done
