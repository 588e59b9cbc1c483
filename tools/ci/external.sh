#!/usr/bin/env bash
# The outside estimators of examples/external, run for real: installs the runtimes that are missing (as root, on Debian),
# then runs every test of src/estimate/external, the starters of `plumbline new`, what R reads of `plumbline export` and the
# programs of the docs, with an example that cannot run counted as a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly packages='python3-statsmodels r-cran-glmnet r-cran-jsonlite r-cran-rstan r-base-dev libboost-dev procps'
# shellcheck disable=SC2086
if ! dpkg -s $packages >/dev/null 2>&1; then
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $packages >/dev/null
fi

report=$(mktemp)
cache=$(mktemp -d)
trap 'rm -rf "$report" "$cache"' EXIT
status=0
# not as in CI: there the configuration sends the report elsewhere
CI='' R_USER_CACHE_DIR=$cache PLUMBLINE_EXTERNAL_EXAMPLES=all \
  npx vitest run src/estimate/external src/cli/startersOutside src/cli/commands/exportInR src/cli/docs/session src/cli/docs/programs \
  --reporter=default --reporter=json --outputFile.json="$report" || status=$?
node -e '
  const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  const notLoaded = r.testResults.filter((f) => f.status === "failed" && f.assertionResults.length === 0).length;
  const failed = r.numFailedTests + notLoaded + r.numPendingTests;
  console.log(`${r.numPassedTests} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
' "$report" || status=1
exit "$status"
