#!/usr/bin/env bash
# Runs the browser tests, with these arguments. One that fails is tried once more, by itself: a browser on a busy machine is at
# times slower than any wait allows for. What fails then, too, has failed; so have many at once.
set -uo pipefail
tests=(cargo test --package tidetable-tests --test browser --)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"${tests[@]}" --test-threads=2 "$@" 2>&1 | tee "$log" && exit
mapfile -t failed < <(sed -n 's/^test \(.*\) \.\.\. FAILED$/\1/p' "$log")
[ "${#failed[@]}" -ge 1 ] && [ "${#failed[@]}" -le 3 ] || exit 1
printf '\nOnce more, by itself: %s\n' "${failed[@]}"
"${tests[@]}" --test-threads=1 --exact "${failed[@]}"
