#!/usr/bin/env bash
# The trees against scikit-learn, run for real: installs it if it is missing (as root, on Debian), has it fit the tables of
# src/inference/trees/scikitLearn.test.ts, 200 splits of the Advertising data among them, and compares.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! dpkg -s python3-sklearn >/dev/null 2>&1; then
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends python3-sklearn >/dev/null
fi

# not as in CI: there the configuration sends the report elsewhere
CI='' PLUMBLINE_SKLEARN=live npx vitest run src/inference/trees/scikitLearn
