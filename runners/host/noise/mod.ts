/** All checks of the host's noise. A new one is a file and a line here. */
import { addressRandomization } from "./address_randomization.ts";
import type { NoiseCheck } from "./check.ts";
import { cpuQuota } from "./cpu_quota.ts";
import { fixedWork } from "./fixed_work.ts";
import { governor } from "./governor.ts";
import { hiccups } from "./hiccups.ts";
import { hugePages } from "./huge_pages.ts";
import { interrupts } from "./interrupts.ts";
import { isolation } from "./isolation.ts";
import { nmiWatchdog } from "./nmi_watchdog.ts";
import { numaBalancing } from "./numa_balancing.ts";
import { processes } from "./processes.ts";
import { sharedUnits } from "./shared_units.ts";
import { smt } from "./smt.ts";
import { steal } from "./steal.ts";
import { swap } from "./swap.ts";
import { thermal } from "./thermal.ts";
import { timer } from "./timer.ts";
import { turbo } from "./turbo.ts";

export const NOISE_CHECKS: readonly NoiseCheck[] = [
  hiccups,
  fixedWork,
  sharedUnits,
  processes,
  steal,
  governor,
  turbo,
  smt,
  thermal,
  cpuQuota,
  interrupts,
  isolation,
  swap,
  timer,
  hugePages,
  numaBalancing,
  nmiWatchdog,
  addressRandomization,
];
