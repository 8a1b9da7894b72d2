/** A limit on CPU time (cgroup): above it everything in the group stops until the next period. */
import { type NoiseCheck, type Observation, plannedCores, unknown } from "./check.ts";
import { formatNumber, formatShare } from "./words.ts";

const ROOT = "/sys/fs/cgroup";

/** Folders of this process's group and its parents, in both versions of the interface. */
function groupFolders(ownGroups: string): string[] {
  const folders: string[] = [];
  for (const line of ownGroups.split("\n")) {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    if (controllers !== "" && !controllers.split(",").includes("cpu")) continue;
    // Controllers that are mounted as one have a folder by all their names, in an order of its own, and links to it.
    const bases = controllers === "" ? [ROOT] : [`${ROOT}/cpu`, `${ROOT}/${controllers}`];
    const segments = path.split("/").filter((segment) => segment !== "");
    for (let length = segments.length; length >= 0; length--) {
      for (const base of bases) folders.push([base, ...segments.slice(0, length)].join("/"));
    }
  }
  return folders;
}

const QUOTA_FILES = ["cpu.max", "cpu.cfs_quota_us", "cpu.cfs_period_us"];

/** Cores that this process's groups may use, by `read` of the system's files; undefined where there is no limit. */
export function cpuQuotaOf(read: (path: string) => string): number | undefined {
  const folders = groupFolders(read("/proc/self/cgroup"));
  const files = new Map(
    folders.flatMap((folder) => QUOTA_FILES.map((name) => `${folder}/${name}`))
      .map((path) => [path, read(path)] as const).filter(([, text]) => text !== ""),
  );
  return leastQuota(files, folders);
}

export const cpuQuota: NoiseCheck = {
  name: "cpu-quota",
  files: (read) => [
    "/proc/self/cgroup",
    ...groupFolders(read("/proc/self/cgroup")).flatMap((folder) =>
      [...QUOTA_FILES, "cpu.stat"].map((name) => `${folder}/${name}`)
    ),
  ],
  check({ before, after, seconds, cores }) {
    const own = before.get("/proc/self/cgroup");
    if (own === undefined) return unknown("this system has no control groups");
    const folders = groupFolders(own);
    if (
      !folders.some((folder) => [...before.keys()].some((path) => path.startsWith(`${folder}/`)))
    ) {
      return unknown("the control group's files are not to be seen");
    }
    const quota = leastQuota(before, folders);
    const wanted = Math.max(1, plannedCores(cores).length);
    const throttled = Math.max(
      0,
      ...folders.map((folder) =>
        throttledSeconds(after, folder) - throttledSeconds(before, folder)
      ),
    );
    const missing = quota === undefined ? 0 : Math.max(0, 1 - quota / wanted);
    const share = Math.max(Math.min(1, throttled / seconds), missing);
    return {
      state: throttled > 0 || missing > 0 ? "bad" : quota === undefined ? "good" : "acceptable",
      measured: quota === undefined
        ? "no limit"
        : `limited to ${formatNumber(quota)} cores where the plan uses ${wanted}, stopped for ${
          formatShare(throttled / seconds)
        } of the probe`,
      values: [
        ...(quota === undefined ? [] : [{ name: "limit", value: quota, unit: "cores" }]),
        { name: "throttled", value: throttled, unit: "s" },
      ],
      effect: share === 0 ? null : {
        share,
        kind: "cost",
        basis:
          "the limit against the cores of the plan, or the time stopped during the probe (cpu.stat)",
      },
      remedy: quota === undefined && throttled === 0
        ? ""
        : "start the container without a CPU limit (docker run without --cpus), and with --cpuset-cpus in its place",
    };
  },
};

/** The quota of the groups that leaves least; undefined where none has one. */
function leastQuota(files: Observation["before"], folders: readonly string[]): number | undefined {
  const quotas = folders.map((folder) => quotaOf(files, folder))
    .filter((each) => each !== undefined);
  return quotas.length === 0 ? undefined : Math.min(...quotas);
}

/** Cores that the group may use; undefined where it has no limit. */
function quotaOf(files: Observation["before"], folder: string): number | undefined {
  const [quota, period] = files.get(`${folder}/cpu.max`)?.split(" ") ??
    [files.get(`${folder}/cpu.cfs_quota_us`), files.get(`${folder}/cpu.cfs_period_us`)];
  const cores = Number(quota) / Number(period);
  return cores > 0 ? cores : undefined;
}

/** `throttled_usec` of version 2, `throttled_time` in nanoseconds of version 1. */
function throttledSeconds(files: Observation["before"], folder: string): number {
  const stat = files.get(`${folder}/cpu.stat`) ?? "";
  const micro = /^throttled_usec (\d+)$/m.exec(stat)?.[1];
  const nano = /^throttled_time (\d+)$/m.exec(stat)?.[1];
  return micro !== undefined ? Number(micro) / 1e6 : nano !== undefined ? Number(nano) / 1e9 : 0;
}
