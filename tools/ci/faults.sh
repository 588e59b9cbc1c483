#!/usr/bin/env bash
# What a disk and a clock can do to a study that runs: a disk that fills up, one that turns read-only under an open file, a
# results folder that is read-only when a killed run is gone on with, a clock that jumps back and forth. What was written is
# kept, one line says what is wrong, the exit code is 4 (3 before any work), and a later run completes to the same tables.
# Real ones wherever this machine allows them, which takes root for the mounts and Debian's faketime for the clock; what
# was tried, and what stood in for it, is said at the start of each part.
set -uo pipefail
cd "$(dirname "$0")/../.."
readonly command=(node "$PWD/dist/cli/main.js")
work=$(mktemp -d)
chmod 755 "$work"
passed=0 failed=0
run_id=

clean_up() {
  [[ -z $run_id ]] || kill -KILL "$run_id" 2>/dev/null
  for place in small sudden frozen; do umount --lazy "$work/$place" 2>/dev/null; done
  rm -rf "$work"
}
trap clean_up EXIT

part() { printf '\n%s\n' "$1"; }
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
limits: { seconds: 60 }
seed: 5
YAML

run() { # run FOLDER [prefix…]: to its end, its exit code in $status
  local folder=$1
  shift
  "$@" "${command[@]}" run "$work/study.yaml" --out "$folder" --workers 2 >/dev/null 2>"$work/stderr"
  status=$?
  return 0
}
begin() { # begin FOLDER: in the background, until some rows are there
  "${command[@]}" run "$work/study.yaml" --out "$1" --workers 2 >/dev/null 2>"$work/stderr" &
  run_id=$!
  for ((i = 0; i < 3000; i++)); do
    (($(journal_lines "$1") > 50)) && break
    sleep 0.01
  done
}
end() { # waits for the run in the background, its exit code in $status
  wait "$run_id" 2>/dev/null
  status=$?
  run_id=
}
journal_lines() { cat "$1"/attempts-*.ndjson 2>/dev/null | wc -l; }
same_tables() { cmp -s "$work/whole/estimates.csv" "$1/estimates.csv" && cmp -s "$work/whole/performance.csv" "$1/performance.csv"; }
hash_of() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).results_hash' "$1/manifest.json"; }
same_hash() { [[ $(hash_of "$1") == "$(hash_of "$work/whole")" ]]; }
says() { grep -q -- "$1" "$work/stderr"; }
one_line() { (($(wc -l <"$work/stderr") == 1)); }
completes() { # completes FOLDER "when": it goes on to the end, and nothing is lost or other than it was
  run "$1"
  check "$2: exit code 0" test "$status" -eq 0
  check "$2: the same tables" same_tables "$1"
  check "$2: the same results hash" same_hash "$1"
}

run "$work/whole"
check 'the study completes where nothing happens' test "$status" -eq 0

mkdir "$work/small"
if mount -t tmpfs -o size=600k tmpfs "$work/small" 2>/dev/null; then
  part 'A full disk: a tmpfs of 600 kB'
  run "$work/small"
  check 'exit code 4' test "$status" -eq 4
  check 'named in one line' says 'can no longer be written: the disk is full'
  kept=$(journal_lines "$work/small")
  check "rows are kept ($kept)" test "$kept" -gt 100
  run "$work/small"
  check 'still full: named before any work, exit code 3 or 4' test "$status" -eq 3 -o "$status" -eq 4
  mount -o remount,size=50m "$work/small"
else
  part 'A full disk: no mount is allowed here, so a limit of 300 kB a file stands in for it'
  run "$work/small" bash -c 'ulimit -f 300; exec "$@"' limited
  check 'exit code 4' test "$status" -eq 4
  check 'named in one line' says 'can no longer be written: '
  kept=$(journal_lines "$work/small")
  check "rows are kept ($kept)" test "$kept" -gt 100
fi
completes "$work/small" 'with room again'

mkdir "$work/sudden"
truncate -s 20M "$work/disk"
if mkfs.ext4 -q "$work/disk" 2>/dev/null && mount -o loop "$work/disk" "$work/sudden" 2>/dev/null; then
  part 'A disk that turns read-only under an open file: an ext4 that aborts, as it does on an error of the disk'
  begin "$work/sudden/results"
  mount -o remount,abort "$work/sudden" 2>/dev/null
  end
  check 'exit code 4' test "$status" -eq 4
  # what ext4 answers first is the abort itself, then that it is read-only
  check 'named' says 'can no longer be written: the disk '
  check 'in one line' one_line
  umount "$work/sudden"
  fsck.ext4 -y "$work/disk" >/dev/null 2>&1
  mount -o loop "$work/disk" "$work/sudden"
  kept=$(journal_lines "$work/sudden/results")
  completes "$work/sudden/results" 'mounted again'
  check "no row of those on the disk is lost ($kept)" test "$(journal_lines "$work/sudden/results")" -ge "$kept"
  umount "$work/sudden"
else
  part 'A disk that turns read-only under an open file: not tried, no loop device or ext4 here; src/experiment/journal/faults.test.ts does with a made-up disk'
fi

mkdir "$work/frozen"
if mount -t tmpfs -o size=50m tmpfs "$work/frozen" 2>/dev/null; then
  part 'A results folder that is read-only when a killed run is gone on with: a tmpfs mounted read-only'
  freeze() { mount -o remount,ro "$work/frozen"; }
  thaw() { mount -o remount,rw "$work/frozen"; }
  why='the disk may only be read'
  as_user=()
else
  part 'A results folder that is read-only when a killed run is gone on with: no mount is allowed here, so permissions stand in for it'
  freeze() { chmod -R a-w "$work/frozen"; }
  thaw() { chmod -R u+w "$work/frozen"; }
  why='no permission to write there'
  # root may write everywhere
  if ((EUID == 0)); then as_user=(setpriv --reuid=65534 --clear-groups); else as_user=(); fi
fi
begin "$work/frozen"
kill -KILL "$run_id"
end
kept=$(journal_lines "$work/frozen")
freeze
run "$work/frozen" "${as_user[@]}"
check 'still read-only: named before any work, exit code 3' test "$status" -eq 3
check 'still read-only: why' says "the results folder cannot be written: $why"
check 'still read-only: in one line' one_line
run_status() { "${as_user[@]}" "${command[@]}" status "$work/frozen" >/dev/null 2>"$work/stderr"; }
check 'still read-only: its status can be read' run_status
thaw
completes "$work/frozen" 'writable again'
check "no row is lost ($kept)" test "$(journal_lines "$work/frozen")" -ge "$kept"

library=$(compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' | head -n 1)
if [[ -z $library && $EUID == 0 ]]; then
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends faketime; } >/dev/null 2>&1
  library=$(compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' | head -n 1)
fi
echo '+0' >"$work/clock"
faked() { env LD_PRELOAD="$library" FAKETIME_TIMESTAMP_FILE="$work/clock" FAKETIME_NO_CACHE=1 "$@"; }
jumping() { # jumping FOLDER [variable]: runs while the clock goes an hour back and a day forth, again and again
  (run "$1" faked env ${2:+"$2"} && exit "$status") &
  local runner=$! jumps=0
  while kill -0 "$runner" 2>/dev/null; do
    for offset in -1h +1d +0; do
      # in one step: nobody may read half of it
      echo "$offset" >"$work/clock.next" && mv "$work/clock.next" "$work/clock"
      jumps=$((jumps + 1))
      sleep 0.1
    done
  done
  wait "$runner"
  status=$?
  echo "  the clock jumped $jumps times"
}
no_timeout() { "${command[@]}" status "$1" --json | node -e '
  const { complete, by_status: by } = JSON.parse(require("fs").readFileSync(0, "utf8"));
  process.exit(complete && by.timeout + by.oom + by.lost === 0 ? 0 : 1)'; }

if [[ -n $library ]] && (($(faked env FAKETIME=+1d FAKETIME_TIMESTAMP_FILE= date +%s) > $(date +%s) + 80000)); then
  part 'A clock that jumps an hour back and a day forth during a whole study with time limits: libfaketime'
  jumping "$work/jumped" FAKETIME_DONT_FAKE_MONOTONIC=1
  check 'exit code 0' test "$status" -eq 0
  check 'the same tables' same_tables "$work/jumped"
  check 'the same results hash' same_hash "$work/jumped"
  check 'no attempt is taken for one that hung' no_timeout "$work/jumped"
else
  part 'A clock that jumps: not tried, there is no faketime here; src/experiment/sameHash.test.ts does with a made-up clock'
fi

printf '\n%s\n' "$passed passed, $failed failed"
((failed == 0))
