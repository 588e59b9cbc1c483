#!/bin/sh
# Plumbline against Stan: run.sh [folder of reference problems] [--only ID] [--json FILE] [--seed N] [--fits N]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ $# -eq 0 ] || [ "${1#--}" != "$1" ]; then set -- "$root/../shared/reference" "$@"; fi
if [ ! -d "$1" ]; then
  echo "no folder $1: name one that holds reference problems (kind bayesian-mmm)" >&2
  exit 3
fi
if [ ! -f "$here/.tmp/plain.rds" ]; then
  echo "no compiled model: run $here/setup.sh first" >&2
  exit 3
fi
(cd "$here" && R_LIBS="$here/.tmp/r-library" R_MAKEVARS_USER="$here/.tmp/Makevars" Rscript compile.R >&2)
# into a folder of its own, so that `npm run bench` may run meanwhile; 2 is written in spite of type errors
"$root/node_modules/.bin/tsc" -p "$root/tsconfig.bench.json" --outDir "$here/.tmp/build" >&2 || [ $? -eq 2 ]

# one core for both engines, the last that we may use; where taskset is missing, the scheduler's choice
pin=
if command -v taskset >/dev/null; then pin="taskset -c $(taskset -cp $$ | sed 's/.*[ ,-]//')"; fi
AGAINST_STAN=$here OMP_NUM_THREADS=1 exec $pin node "$here/.tmp/build/bench/against-stan/run.js" "$@"
