#!/usr/bin/env bash
# A study on a real SLURM of two nodes comes back as the same bytes as in one process, whatever happens on the way.
# Needs root and the build in dist/. Stops all that it started and removes its files, however it ends.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tools/ci/slurm-cluster.sh
trap stop_cluster EXIT
trap 'exit 130' INT TERM

readonly plumbline=("$(command -v node)" "${PLUMBLINE_MAIN:-$PWD/dist/cli/main.js}")
passed=0 failed=0

# check WHAT command…: one test; shows what the command said if it fails
check() {
  local what=$1
  shift
  if "$@" >"$cluster/check.out" 2>&1; then
    passed=$((passed + 1))
    echo "ok      $what"
  else
    failed=$((failed + 1))
    echo "FAILED  $what"
    sed 's/^/        /' "$cluster/check.out"
  fi
}

study() { # study NAME ESTIMATORS REPLICATES
  printf 'name: %s\nscenarios: [clean]\nperiods: 52\nestimators: %s\nreplicates: %s\nseed: 11\n' "$1" "$2" "$3" >"$cluster/$1.yaml"
}

# `pacing` gives its estimate after 20 ms, or as many as the file `pace` says, for no work at all: tasks that last
write_studies() {
  study arrays '{ ols: { use: ols, intervals: { each: [classical, hc3] } } }' 140
  study failing '{ ols: { use: ols } }' 140
  study lasting '{ ols: { use: ols }, pacing: { use: ./pacing.mjs } }' 600
  study limited '{ pacing: { use: ./pacing.mjs } }' 400
  cat >"$cluster/pacing.mjs" <<'JS'
import { existsSync, readFileSync } from 'node:fs';
const pace = new URL('./pace', import.meta.url);
export default {
  id: 'pacing',
  fit: async (dataset, settings, { estimands, levels }) => {
    await new Promise((resolve) => setTimeout(resolve, existsSync(pace) ? Number(readFileSync(pace, 'utf8')) : 20));
    const intervals = levels.map((level) => ({ level, lower: 0, upper: 2 }));
    const effects = estimands.map((estimand) => ({ estimand, point: 1, se: 1, intervals }));
    return { status: 'ok', effects, fitted: new Float64Array(dataset.periods), parameters: [], diagnostics: {} };
  },
};
JS
}

# of the rows, as the manifest has it, and of the bytes of the tables
hashes() {
  grep '"results_hash"' "$1/manifest.json"
  cat "$1"/estimates.csv "$1"/performance.csv | sha256sum
}
inline() { "${plumbline[@]}" run "$cluster/$1.yaml" --workers "$2" --out "$cluster/$1.inline" >/dev/null; }
same_as_inline() { diff <(hashes "$cluster/$1.inline") <(hashes "$cluster/$2"); } # STUDY FOLDER

submit() { # submit STUDY SHARDS FOLDER: leaves the answer in $cluster/submitted.json
  "${plumbline[@]}" submit "$cluster/$1.yaml" --engine slurm --out "$cluster/$3" --shards "$2" --time 10 --mem 2000 --json \
    >"$cluster/answer.json" && mv "$cluster/answer.json" "$cluster/submitted.json"
}
answer() { node -p "const s = JSON.parse(require('fs').readFileSync('$cluster/submitted.json', 'utf8')); $1"; }
queue_empty() { [[ -z $(squeue --noheader) ]]; }
finished() { wait_for "$1" 'the end of all jobs' queue_empty || { squeue; tail -n 5 "$cluster"/*/slurm/*.log; return 1; }; }
field_of() { scontrol show job "$1" | grep -o "$2=[^ ]*"; }
is() { [[ $1 == "$2" ]] || { echo "got $1, expected $2"; return 1; }; }
refused_while_queued() {
  local said
  if said=$(submit arrays 7 "$odd" 2>&1); then return 1; fi
  [[ $said == *'still in the queue'* ]] || { echo "$said"; return 1; }
}

# every unit has one row in the journals of the shards: nothing lost, nothing done twice
one_row_a_unit() { # one_row_a_unit FOLDER UNITS
  local units
  units=$(cat "$cluster/$1"/shards/*/attempts-*.ndjson | grep -o '"kind":"attempt".*"unit":"[0-9a-f]*"' | grep -o '"unit":.*$')
  is "$(wc -l <<<"$units") rows, $(sort -u <<<"$units" | wc -l) units" "$2 rows, $2 units"
}

# A folder whose name a shell, sbatch and its patterns would each take apart.
readonly odd="it's \$HOME, 100%A "

an_array() {
  check 'seven shards are submitted as three arrays under MaxArraySize 4' submit arrays 7 "$odd"
  check 'the arrays are 1-3, 4-6 and 7' is "$(answer 'JSON.stringify(s.arrays.map((a) => a.shards))')" '[[1,2,3],[4,5,6],[7]]'
  check 'submitted again while tasks are in the queue: refused' refused_while_queued
  check 'all tasks end' finished 90
  check 'the merge ends with exit code 0' is "$(field_of "$(answer s.merge.job)" ExitCode)" 'ExitCode=0:0'
  check 'an array gives the bytes of an inline run' same_as_inline arrays "$odd"
  check 'each task and the merge left its log where it should' is "$(find "$cluster/$odd/slurm" -name '*_[1-3].log' | wc -l), $(find "$cluster/$odd/slurm" -name 'merge-*.log' | wc -l)" '7, 1'
  check 'every unit was done once' one_row_a_unit "$odd" 280
  check 'submitted again' submit arrays 7 "$odd"
  check 'there is nothing left to submit' is "$(answer 's.missing.length + s.arrays.length')" 0
}

# what node itself is told to load: the process that works shard 2 of 3 ends with 1 at once
a_failing_task() {
  cat >"$cluster/fail.cjs" <<JS
if (process.argv.includes('2/3') && require('node:fs').existsSync('$cluster/fail')) process.exit(1);
JS
  touch "$cluster/fail"
  export NODE_OPTIONS="--require $cluster/fail.cjs"
  check 'three shards are submitted, one of which will fail' submit failing 3 failing
  local merge before
  merge=$(answer s.merge.job)
  check 'all tasks end, the failing one too' finished 60
  check 'the merge came after it all the same, with exit code 4: incomplete' is "$(field_of "$merge" ExitCode)" 'ExitCode=4:0'
  rm "$cluster/fail"
  before=$(cat "$cluster"/failing/shards/[13]/attempts-* | sha256sum)
  check 'submitted again' submit failing 3 failing
  check 'only the missing shard is in it' is "$(answer 'JSON.stringify([s.missing, s.arrays.map((a) => a.shards)])')" '[[2],[[2]]]'
  check 'it ends' finished 60
  check 'the merge ends with exit code 0' is "$(field_of "$(answer s.merge.job)" ExitCode)" 'ExitCode=0:0'
  check 'the other shards were left alone' is "$(cat "$cluster"/failing/shards/[13]/attempts-* | sha256sum)" "$before"
  check 'the bytes of an inline run' same_as_inline failing failing
  unset NODE_OPTIONS
}

rows_on_n2() { # does the task on n2 have a part of its rows, in folder $1?
  local index
  index=$(squeue --noheader --nodelist=n2 --states=RUNNING --format=%K | head -n 1)
  [[ -n $index ]] || return 1
  (($(cat "$cluster/$1/shards/$index"/attempts-* 2>/dev/null | wc -l) >= 50))
}
task_on_n2() { squeue --noheader --nodelist=n2 --states=RUNNING --format=%i; }

# What `--signal=B:TERM@60` sends a minute before the time limit, sent now.
a_signal_to_flush() {
  check 'three shards are submitted' submit lasting 3 signalled
  local task merge
  merge=$(answer s.merge.job)
  check 'a task has done a part of its work' wait_for 60 '50 rows from n2' rows_on_n2 signalled
  task=$(task_on_n2)
  scancel --signal=TERM --batch "$task"
  check 'all tasks end' finished 90
  check 'the task that was told to stop wrote its rows and ended with 130' is "$(field_of "$task" ExitCode)" 'ExitCode=130:0'
  check 'the merge ends with exit code 4: incomplete' is "$(field_of "$merge" ExitCode)" 'ExitCode=4:0'
  check 'submitted again' submit lasting 3 signalled
  check 'only that shard is in it' is "$(answer 'JSON.stringify(s.missing)')" "[${task#*_}]"
  check 'it ends' finished 90
  check 'nothing is lost or doubled' one_row_a_unit signalled 1200
  check 'the bytes of an undisturbed run' same_as_inline lasting signalled
}

# The limit of SLURM itself, and its own signal a minute before: a task is given two minutes once it runs, and has work for
# more.
a_time_limit_begins() {
  echo 500 >"$cluster/pace"
  check 'one shard of 200 s is submitted' submit limited 1 limited
  limited_merge=$(answer s.merge.job) limited_task=$(answer 's.arrays[0].job')_1
  check 'it runs' wait_for 60 'its first rows' has_rows limited 1
  check 'its limit is set to two minutes' scontrol update "JobId=$limited_task" TimeLimit=2
}
has_rows() { (($(cat "$cluster/$1"/shards/*/attempts-* 2>/dev/null | wc -l) >= $2)); }
has_left() { ! squeue --noheader --job="$1" 2>/dev/null | grep -q .; }

a_time_limit_ends() {
  check 'it ends before its work is done' wait_for 180 'the end of the task at its limit' has_left "$limited_task"
  check 'it was told a minute before, wrote its rows and ended with 130: it was not killed' is \
    "$(field_of "$limited_task" JobState) $(field_of "$limited_task" ExitCode)" 'JobState=FAILED ExitCode=130:0'
  check 'its log says so' grep -q 'go on with: plumbline run' "$cluster"/limited/slurm/*_1.log
  check 'all jobs end' finished 60
  check 'the merge ends with exit code 4: incomplete' is "$(field_of "$limited_merge" ExitCode)" 'ExitCode=4:0'
  local before
  before=$(cat "$cluster"/limited/shards/1/attempts-0000.ndjson | wc -l)
  check 'a part of the work is done' test "$before" -ge 10
  echo 1 >"$cluster/pace"
  check 'submitted again' submit limited 1 limited
  check 'it ends' finished 60
  check 'the merge ends with exit code 0' is "$(field_of "$(answer s.merge.job)" ExitCode)" 'ExitCode=0:0'
  check 'nothing is lost or doubled' one_row_a_unit limited 400
  rm "$cluster/pace"
  check 'the bytes of an undisturbed run' same_as_inline limited limited
}

a_dying_node() {
  check 'three shards are submitted' submit lasting 3 killed
  local task
  check 'a task on the second node has done a part of its work' wait_for 60 '50 rows from n2' rows_on_n2 killed
  task=$(task_on_n2)
  kill_node n2
  echo "        killed: slurmd, step and processes of n2, which worked task $task"
  check 'all tasks end, on the node that is left' finished 120
  check 'the task of the dead node was requeued' is "$(field_of "$task" Restarts)" Restarts=1
  check 'the merge ends with exit code 0' is "$(field_of "$(answer s.merge.job)" ExitCode)" 'ExitCode=0:0'
  check 'nothing is lost or doubled' one_row_a_unit killed 1200
  check 'the bytes of an undisturbed run' same_as_inline lasting killed
}

install_slurm
write_studies
check 'munged, slurmctld and two slurmd are up' start_cluster
if ((failed > 0)); then
  tail -n 5 "$cluster"/*.log "$cluster"/*.out
  echo "$passed passed, $failed failed"
  exit 1
fi
for name in arrays failing; do inline "$name" 0; done
inline lasting 2
echo 0 >"$cluster/pace" && inline limited 0 && rm "$cluster/pace"
an_array
a_failing_task
a_signal_to_flush
a_dying_node
a_time_limit_begins
a_time_limit_ends
((failed == 0)) || tail -n 20 "$cluster"/*/slurm/*.log
echo "$passed passed, $failed failed"
((failed == 0))
