#!/bin/bash
# Runs on the benchmark machine before a job, outside of anything a workflow file can change: the runner calls
# it (ACTIONS_RUNNER_HOOK_JOB_STARTED) with nothing of the workflow's `env`, and drops the job when it fails. A fork
# that edits the workflows of its pull request so that they name this machine's labels ends here; so does a tag
# on a commit that was never merged.
set -euo pipefail

refuse() {
  echo "this machine refuses the job: $1" >&2
  exit 1
}

[ -n "${WALLCLOCK_REPOSITORY:-}" ] || refuse "its own WALLCLOCK_REPOSITORY is not set"
[ -n "${WALLCLOCK_BRANCH:-}" ] || refuse "its own WALLCLOCK_BRANCH is not set"
[ -n "${WALLCLOCK_SERVER:-}" ] || refuse "its own WALLCLOCK_SERVER is not set"
[ "${GITHUB_REPOSITORY:-}" = "$WALLCLOCK_REPOSITORY" ] || refuse "it is of ${GITHUB_REPOSITORY:-nobody}"
[ "${GITHUB_JOB:-}" = bench ] || refuse "it is ${GITHUB_JOB:-none}, not bench"

workflow="$WALLCLOCK_REPOSITORY/.github/workflows/publish.yml"
case "${GITHUB_EVENT_NAME:-} ${GITHUB_WORKFLOW_REF:-}" in
  "push $workflow@refs/tags/report-"*) ;;
  "workflow_dispatch $workflow@refs/heads/$WALLCLOCK_BRANCH") ;;
  *) refuse "${GITHUB_EVENT_NAME:-no event} of ${GITHUB_WORKFLOW_REF:-no workflow}" ;;
esac

# The workflow's own check is as good as the commit that the tag is on; this one is not in that commit.
[[ ${GITHUB_SHA:-} =~ ^[0-9a-f]{40}$ ]] || refuse "it names no commit"
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_TERMINAL_PROMPT=0
git init --quiet --bare "$clone"
git -C "$clone" fetch --quiet --no-tags --filter=tree:0 \
  "$WALLCLOCK_SERVER/$WALLCLOCK_REPOSITORY" "refs/heads/$WALLCLOCK_BRANCH" ||
  refuse "$WALLCLOCK_BRANCH of $WALLCLOCK_REPOSITORY cannot be read"
git -C "$clone" merge-base --is-ancestor "$GITHUB_SHA" FETCH_HEAD 2>/dev/null ||
  refuse "its commit $GITHUB_SHA is not on $WALLCLOCK_BRANCH"
