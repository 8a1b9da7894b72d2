#!/bin/bash
# Runs on the benchmark machine before a job, outside of anything a workflow file can change: the runner calls
# it (ACTIONS_RUNNER_HOOK_JOB_STARTED) and drops the job when it fails. A fork that edits the workflows of its
# pull request so that they name this machine's labels ends here.
set -euo pipefail

refuse() {
  echo "this machine refuses the job: $1" >&2
  exit 1
}

[ -n "${WALLCLOCK_REPOSITORY:-}" ] || refuse "its own WALLCLOCK_REPOSITORY is not set"
[ -n "${WALLCLOCK_BRANCH:-}" ] || refuse "its own WALLCLOCK_BRANCH is not set"
[ "${GITHUB_REPOSITORY:-}" = "$WALLCLOCK_REPOSITORY" ] || refuse "it is of ${GITHUB_REPOSITORY:-nobody}"
[ "${GITHUB_JOB:-}" = bench ] || refuse "it is ${GITHUB_JOB:-none}, not bench"

workflow="$WALLCLOCK_REPOSITORY/.github/workflows/publish.yml"
case "${GITHUB_EVENT_NAME:-} ${GITHUB_WORKFLOW_REF:-}" in
  "push $workflow@refs/tags/report-"*) ;;
  "workflow_dispatch $workflow@refs/heads/$WALLCLOCK_BRANCH") ;;
  *) refuse "${GITHUB_EVENT_NAME:-no event} of ${GITHUB_WORKFLOW_REF:-no workflow}" ;;
esac
