#!/usr/bin/env bash
# The package as its users get it: packed, installed outside of the repository, and used. Four folders: without any peer, with
# vitest, with jest, and the types in either way that TypeScript looks for modules. Prints `N passed, N failed`; exits with 1
# where one failed. Wants npm's registry.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CI=true NO_COLOR=1

readonly most_megabytes=40 # installed with its dependencies
readonly jest=30.5.2 jest_types=30.0.0
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
passed=0 failed=0

# check "name" command…: one check; what the command said is shown where it fails
check() {
  local name=$1
  shift
  if "$@" >"$place/log" 2>&1; then
    passed=$((passed + 1))
    printf 'ok      %s\n' "$name"
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n' "$name"
    sed 's/^/    /' "$place/log"
  fi
}
# says TEXT command…: the command's output has this text, whatever its exit code
says() {
  local text=$1
  shift
  "$@" >"$place/said" 2>&1 || true
  cat "$place/said"
  grep -qF -- "$text" "$place/said"
}
version() { node -p 'require("./package.json").devDependencies[process.argv[1]]' "$1"; }
install() { npm install --silent --no-audit --no-fund --no-update-notifier --prefer-offline "$@"; }
# folder NAME: a package of one's own, and into it
folder() {
  mkdir "$place/$1"
  cd "$place/$1"
  printf '{ "private": true, "type": "module" }\n' >package.json
}

readonly vitest=vitest@$(version vitest) fast_check=fast-check@$(version fast-check)
readonly typescript=typescript@$(version typescript) node_types=@types/node@$(version @types/node)
recorded=$PWD/src/core/fingerprint.json
npm pack --silent --pack-destination "$place" >"$place/packed"
tarball=$place/$(tail -n 1 "$place/packed")
printf 'packed: %s kB in %s files\n' "$(($(wc -c <"$tarball") / 1000))" "$(tar -tf "$tarball" | wc -l)"

echo '-- without peers'
folder plain
install --omit=dev --omit=peer "$tarball"
size=$(du -sm node_modules | cut -f 1)
check "$size MB installed, below $most_megabytes" test "$size" -lt "$most_megabytes"
check 'no simulation library is installed' test ! -e node_modules/@stdlib
check 'licenses of what is bundled' grep -q '^@stdlib/random .*(Apache-2.0)$' node_modules/plumbline/dist/THIRD-PARTY-LICENSES
cat >fingerprint.mjs <<'END'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fingerprint } from 'plumbline';
assert.deepEqual(JSON.parse(JSON.stringify(fingerprint())), JSON.parse(readFileSync(process.argv[2], 'utf8')));
END
check 'plumbline, with the recorded bits' node fingerprint.mjs "$recorded"
check 'the kit names the peer it lacks' says 'plumbline/testing: needs fast-check 4: npm install --save-dev fast-check' \
  node --input-type=module -e "import 'plumbline/testing'"
check 'deep imports are refused' says ERR_PACKAGE_PATH_NOT_EXPORTED \
  node --input-type=module -e "import 'plumbline/dist/browser.js'"
check 'list scenarios' says social-funnel npx plumbline list scenarios
check 'run a shipped study' npx plumbline run clean-ols --replicates 5 --out out
check 'with its results' test -s out/performance.csv
check 'simulate' npx plumbline simulate clean --out data
cat >fit.yaml <<'END'
data: { date: period, outcome: revenue, channels: [tv, search, social, display], period: week }
estimator: { use: ols, media: searched }
END
check 'fit a CSV' says roas.total npx plumbline fit data/data.csv --spec fit.yaml
check 'bad input is one line' says 'did you mean "clean-ols"?' npx plumbline run claen-ols

echo '-- vitest'
folder vitest
install "$tarball" "$vitest" "$fast_check" "$typescript" "$node_types"
cp -r node_modules/plumbline/examples .
check 'examples/testing/vitest' npm run --prefix examples/testing test:vitest
# the page's own blocks, each a test file beside the estimator that they import
awk -v folder=examples '/^```js$/ { file = folder "/page-" ++n ".test.mjs"; next } /^```/ { file = "" } file { print > file }' \
  node_modules/plumbline/docs/testing.md
check 'the blocks of docs/testing.md' npx vitest run --root examples page-
cat >broken.test.mjs <<'END'
import { matchers } from 'plumbline/testing';
import { expect, test } from 'vitest';
expect.extend(matchers);
const fit = (dataset, _, { estimands, levels }) => ({
  status: 'ok',
  effects: estimands.map((estimand) => ({
    estimand, point: 9, se: 1, intervals: levels.map((level) => ({ level, lower: 8, upper: 10 })),
  })),
  fitted: new Float64Array(dataset.periods), parameters: [], diagnostics: {},
});
test('always 9', async () => expect({ id: 'nine', fit }).toKeepTheContract());
END
check 'a broken estimator fails, and the law is named' says 'currency units: spend × 1024, outcome × 1: ' npx vitest run broken.test.mjs

cat >own.ts <<'END'
import fc from 'fast-check';
import { compileWorld, fingerprint, parseScenario, resolveWorld, simulate } from 'plumbline';
import { type AnyEstimator, datasets, estimatorContract, matchers, scenarios } from 'plumbline/testing';
import { loadScenario } from 'plumbline/testing/scenarios';
import { expect } from 'vitest';
import 'plumbline/testing/vitest';

expect.extend(matchers);
const own: AnyEstimator = {
  id: 'own',
  fit: (dataset, _settings, { estimands }) => ({ status: 'refused', reason: 'unsupported', detail: `${dataset.name} ${estimands.length}` }),
};
const clean = loadScenario('clean');
export const kept: Promise<void> = expect(own).not.toBeUnbiased(clean, { within: 0.1, periods: 52 });
export const wrong: boolean = (await estimatorContract({ estimator: own, settings: { samples: 3 } })).pass;
// @ts-expect-error an option that there is not
expect(own).toBeUnbiased(clean, { wihtin: 0.1 });
// @ts-expect-error a matcher that there is not
expect(own).toBeUnbaised(clean);
// @ts-expect-error a loss that there is not
expect(own).toBeNoWorseThan('ols', clean, { loss: 'mse' });
// @ts-expect-error an estimator without a fit
const none: AnyEstimator = { id: 'none' };
// @ts-expect-error a reason that there is not
const odd: AnyEstimator = { id: 'odd', fit: () => ({ status: 'refused', reason: 'because', detail: '' }) };

export const lengths: number[] = fc.sample(datasets({ channels: 2 }), 3).map(({ periods }) => periods);
const [world] = fc.sample(scenarios(), 1);
const model = compileWorld(resolveWorld(parseScenario(JSON.stringify(world), 'world.yaml')));
const { truth } = simulate(model, { seed: 1, replicate: 0, periods: 20, requests: [{ kind: 'roas.total' }] });
export const answers: readonly (number | null)[] = truth.effects.map(({ value }) => value);
export const bits: string = JSON.stringify(fingerprint());
export { none, odd };
END
strict='--noEmit --strict --exactOptionalPropertyTypes --target es2023 --skipLibCheck false'
check 'types: nodenext' npx tsc $strict --types node --module nodenext own.ts
check 'types: bundler' npx tsc $strict --types node --module esnext --moduleResolution bundler own.ts

echo '-- jest'
folder jest
install "$tarball" "jest@$jest" "@types/jest@$jest_types" "$fast_check" "$typescript" "$node_types"
cp -r node_modules/plumbline/examples .
check 'examples/testing/jest' npm run --prefix examples/testing test:jest
awk '/^```ts$/ { on = 1; next } /^```/ { on = 0 } on' node_modules/plumbline/docs/testing.md >own.ts
cat >>own.ts <<'END'
import { expect } from '@jest/globals';
import { matchers } from 'plumbline/testing';
expect.extend(matchers);
export const kept: Promise<void> = expect('ols').toBeUnbiased({ name: 'x' }, { within: 0.1 });
// @ts-expect-error an option that there is not
expect('ols').toBeUnbiased({ name: 'x' }, { wihtin: 0.1 });
END
cat >globals.ts <<'END'
import 'plumbline/testing/jest';
export const kept: Promise<void> = expect('ols').not.toKeepTheContract({ tolerance: 1e-6 });
// @ts-expect-error an option that there is not
expect('ols').toKeepTheContract({ tolerence: 1e-6 });
END
check 'types: @jest/globals' npx tsc $strict --types node --module nodenext own.ts
check 'types: @types/jest' npx tsc $strict --types node,jest --module nodenext globals.ts

printf '\n%s passed, %s failed\n' "$passed" "$failed"
((failed == 0))
