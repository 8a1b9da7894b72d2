#!/bin/bash
# On a maintainer's computer: offers a benchmark machine for one job. The right to register runners stays
# here; the machine is given a configuration that is worth one job and nothing after.
#
#   runners/hosts/offer.sh OWNER/NAME HOST [SSH-DESTINATION]
set -euo pipefail

usage() {
  sed -n '2,5p' "$0" >&2
  exit 2
}

[[ $# -eq 2 || $# -eq 3 ]] || usage
repository=$1 host=$2 destination=${3:-$2}
[[ $repository =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ ]] || usage
[[ $host =~ ^[a-z0-9][a-z0-9_-]*$ ]] || usage
[[ $destination != -* ]] || usage
# Kept until it is whole: a machine that was given half of one would start for nothing.
configuration=$(gh api --method POST "repos/$repository/actions/runners/generate-jitconfig" \
  --raw-field "name=$host-$(date -u +%Y%m%dT%H%M%S)" --field runner_group_id=1 \
  --raw-field 'labels[]=self-hosted' --raw-field 'labels[]=wallclock' --raw-field "labels[]=$host" \
  --raw-field work_folder=_work --jq .encoded_jit_config)
[ -n "$configuration" ] || { echo "offer: GitHub gave no configuration" >&2; exit 1; }
printf '%s' "$configuration" |
  ssh -- "$destination" 'sudo install -d -m 0700 /run/wallclock &&
    sudo install -m 0600 /dev/stdin /run/wallclock/jitconfig && sudo systemctl start wallclock-runner'
