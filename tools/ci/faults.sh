#!/usr/bin/env bash
# A disk that fills up in the middle of a run, and a results folder that is read-only when a killed run is gone on with:
# real mounts, so it needs root. What was written is kept, one line says what is wrong, the exit code is 4 (3 before any
# work), and a later run completes to the same tables. A disk that turns read-only under an open file is tried in
# src/experiment/journal/faults.test.ts.
set -uo pipefail
cd "$(dirname "$0")/../.."
readonly plumbline=(node dist/cli/main.js)
work=$(mktemp -d)
passed=0 failed=0
run_id=

clean_up() {
  [[ -z $run_id ]] || kill -KILL "$run_id" 2>/dev/null
  umount --lazy "$work/small" 2>/dev/null
  umount --lazy "$work/frozen" 2>/dev/null
  rm -rf "$work"
}
trap clean_up EXIT

check() { # check "what must hold" command…
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
    echo "ok: $what"
  else
    failed=$((failed + 1))
    echo "FAILED: $what"
    tail -n 5 "$work/stderr"
  fi
}

cat >"$work/study.yaml" <<'YAML'
name: faults
scenarios: [unobserved-confounder]
periods: 26
estimators: { ols: { use: ols }, noisy: { use: oracle-normal, sd: { each: [1, 2, 3, 4] } } }
replicates: 400
seed: 5
YAML

run() { # run FOLDER: to its end, its exit code in $status
  "${plumbline[@]}" run "$work/study.yaml" --out "$1" --workers 2 >/dev/null 2>"$work/stderr"
  status=$?
}
journal_lines() { cat "$1"/attempts-*.ndjson 2>/dev/null | wc -l; }
same_tables() { cmp -s "$work/whole/estimates.csv" "$1/estimates.csv" && cmp -s "$work/whole/performance.csv" "$1/performance.csv"; }
says() { grep -q -- "$1" "$work/stderr"; }

run "$work/whole"
check 'the study completes where nothing happens' test "$status" -eq 0

mkdir "$work/small"
if mount -t tmpfs -o size=600k tmpfs "$work/small"; then
  run "$work/small"
  check 'a full disk: exit code 4' test "$status" -eq 4
  check 'a full disk: named in one line' says 'can no longer be written: the disk is full'
  kept=$(journal_lines "$work/small")
  check "a full disk: rows are kept ($kept)" test "$kept" -gt 100
  run "$work/small"
  check 'still full: named before any work, exit code 3 or 4' test "$status" -eq 3 -o "$status" -eq 4
  mount -o remount,size=50m "$work/small"
  run "$work/small"
  check 'with room again: exit code 0' test "$status" -eq 0
  check 'with room again: the same tables' same_tables "$work/small"
  umount "$work/small"
else
  check 'a tmpfs can be mounted: this script needs root' false
fi

mkdir "$work/frozen"
if mount -t tmpfs -o size=50m tmpfs "$work/frozen"; then
  "${plumbline[@]}" run "$work/study.yaml" --out "$work/frozen" --workers 2 >/dev/null 2>"$work/stderr" &
  run_id=$!
  for ((i = 0; i < 3000; i++)); do
    (($(journal_lines "$work/frozen") > 50)) && break
    sleep 0.01
  done
  # the kernel turns no mount with a file open for writing, so the run ends first, the hard way
  kill -KILL "$run_id"
  wait "$run_id" 2>/dev/null
  run_id=
  kept=$(journal_lines "$work/frozen")
  mount -o remount,ro "$work/frozen"
  run "$work/frozen"
  check 'still read-only: named before any work, exit code 3' test "$status" -eq 3
  check 'still read-only: in one line' says 'the results folder cannot be written: the disk may only be read'
  mount -o remount,rw "$work/frozen"
  run "$work/frozen"
  check 'writable again: exit code 0' test "$status" -eq 0
  check "no row is lost ($kept)" test "$(journal_lines "$work/frozen")" -ge "$kept"
  check 'writable again: the same tables' same_tables "$work/frozen"
else
  check 'a tmpfs can be mounted: this script needs root' false
fi

echo "$passed passed, $failed failed"
((failed == 0))
