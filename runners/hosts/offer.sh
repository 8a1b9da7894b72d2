#!/bin/bash
# On a maintainer's computer: offers a benchmark machine for one job. The right to register runners stays
# here; the machine is given a configuration that is worth one job and nothing after.
#
#   runners/hosts/offer.sh OWNER/NAME HOST [SSH-DESTINATION]
set -euo pipefail

[ $# -ge 2 ] || { sed -n '2,6p' "$0" >&2; exit 2; }
repository=$1 host=$2 destination=${3:-$2}
gh api --method POST "repos/$repository/actions/runners/generate-jitconfig" \
  --field "name=$host-$(date -u +%Y%m%dT%H%M%S)" --field runner_group_id=1 \
  --field 'labels[]=self-hosted' --field 'labels[]=wallclock' --field "labels[]=$host" \
  --field work_folder=_work --jq .encoded_jit_config |
  ssh "$destination" 'sudo install -d -m 0700 /run/wallclock &&
    sudo install -m 0600 /dev/stdin /run/wallclock/jitconfig && sudo systemctl start wallclock-runner'
