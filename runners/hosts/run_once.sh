#!/bin/bash
# One job, then nothing: the runner's own files are copied into the work folder, since it writes among them,
# and registered for a single job by the configuration that systemd hands over.
set -euo pipefail

work=/var/lib/wallclock-runner
cp -a /opt/wallclock-runner/. "$work/runner"
cd "$work/runner"
# In the environment, not among the arguments, which every user can list.
ACTIONS_RUNNER_INPUT_JITCONFIG="$(cat "${CREDENTIALS_DIRECTORY:?systemd sets it}/jitconfig")"
export ACTIONS_RUNNER_INPUT_JITCONFIG
exec ./run.sh
