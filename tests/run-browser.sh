#!/usr/bin/env bash
# Runs the browser tests, with these arguments. One that fails is tried once more, by itself: a browser on a busy machine is at
# times slower than any wait allows for. What fails then, too, has failed; so have many at once. What passed only the second time is
# listed in target/passed-second.txt, which `make test` and `make test-all` tell at their end.
set -uo pipefail
tests=(cargo test --package tidetable-tests --test browser --)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Two of WebKitGTK on two cores are slower than the waits allow for, and hardly sooner through.
threads=2
[ "${ENGINE:-}" = webkit ] && threads=1
"${tests[@]}" --test-threads="$threads" "$@" 2>&1 | tee "$log" && exit
mapfile -t failed < <(sed -n 's/^test \(.*\) \.\.\. FAILED$/\1/p' "$log")
[ "${#failed[@]}" -ge 1 ] && [ "${#failed[@]}" -le 3 ] || exit 1
printf '\nOnce more, by itself: %s\n' "${failed[@]}"
"${tests[@]}" --test-threads=1 --exact "${failed[@]}" || exit 1
printf "${ENGINE:-chromium}: %s\n" "${failed[@]}" >> "$(dirname "$0")/../target/passed-second.txt"
