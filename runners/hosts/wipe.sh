#!/bin/bash
# Before and after each job, as root: no process, no file and no message of a job outlives it.
set -euo pipefail

user=wallclock-runner
work=/var/lib/wallclock-runner

if pgrep --uid "$user" >/dev/null; then
  pkill --signal KILL --uid "$user" || true
  sleep 1
fi
ipcs --queues --shmems --semaphores >/dev/null && ipcrm --all 2>/dev/null || true
find "$work" -mindepth 1 -delete
for folder in /tmp /var/tmp /dev/shm; do
  find "$folder" -xdev -mindepth 1 -user "$user" -delete
done
rm -f /run/wallclock/jitconfig
install -d -o "$user" -g "$user" -m 0700 "$work/runner" "$work/home"
