/** How often the kit's matchers fail a correct estimator, and how often they catch a spoiled one. Prints the tables of
 *  docs/testing.md; exits with 1 when a stated limit is missed.
 *
 *      npx tsc -p tsconfig.bench.json && node dist-bench/bench/testing-kit/run.js --runs 1000
 *
 *  The thousand runs draw answers straight from their law: what is measured is the tests and their repetition, at the default
 *  2,000 replicates. A tenth as many go through simulator, planner and scorer as well, at 200 replicates. */
import { parseArgs } from 'node:util';
import { normalCdf } from '../../src/core/distributions.ts';
import { openStream, type Stream } from '../../src/core/random/stream.ts';
import { judgeTrial } from '../../src/testing/matchers/judge.ts';
import { matchers } from '../../src/testing/matchers/matchers.ts';
import { noWorse } from '../../src/testing/matchers/toBeNoWorseThan.ts';
import { unbiased } from '../../src/testing/matchers/toBeUnbiased.ts';
import { nominal } from '../../src/testing/matchers/toCoverNominally.ts';
import { uniformRanks } from '../../src/testing/matchers/toHaveUniformRanks.ts';
import { recovered } from '../../src/testing/matchers/toRecoverRoas.ts';
import type { Claim } from '../../src/testing/matchers/types.ts';
import { readyOptions } from '../../src/testing/trial/options.ts';
import { readySubject } from '../../src/testing/trial/subject.ts';
import { openTrial, type Replicate, type Trial } from '../../src/testing/trial/trial.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000' } } });
const runs = Number(values.runs);

/** ROAS 2 in every dataset; an error of 30 % of that. */
const TRUTH = 2;
const SD = 0.6;
const LEVEL = 0.95;
const Z = 1.959963984540054;
const DRAWS = 99;

const world = {
  name: 'line',
  about: 'sales = 100 + 2·tv + noise',
  nodes: {
    tv: { spend: { mean: 20, noise: { lognormal: 0.3 } } },
    sales: { outcome: { level: 100, noise: { normal: 10 } }, responses: { tv: { effect: TRUTH } } },
  },
  burn_in: 0,
};

/** An answer with a bias, intervals `width` times what is right, and the rank of the truth among draws around it. */
type Spoil = { readonly bias?: number; readonly width?: number; readonly noise?: number };

function answer(stream: Stream, { bias = 0, width = 1, noise = 1 }: Spoil, ranked: boolean) {
  const point = TRUTH + bias + noise * SD * stream.normal();
  const half = Z * SD * width;
  // a draw is below the truth with this probability
  const below = normalCdf((TRUTH - point) / (width * SD));
  let rank = 0;
  for (let k = 0; ranked && k < DRAWS; k++) if (stream.uniform() < below) rank += 1;
  return {
    unit: '',
    digest: '',
    status: 'ok' as const,
    diagnostics: {},
    effects: [{ point, se: SD, intervals: [[point - half, point + half] as const], rank: [rank, DRAWS] as const }],
  };
}

/** A trial whose answers come straight from their law, at a random seed. */
function drawnTrial(opened: Trial, spoil: Spoil, ranked: boolean): Trial {
  const options = readyOptions({ level: LEVEL });
  return {
    ...opened,
    options,
    run: async (from, count) => {
      const stream = openStream(['bench', options.seed, from]);
      return Array.from({ length: count }, (_, i): Replicate => {
        const attempts = opened.subjects.map((_subject, k) => answer(stream, k === 0 ? spoil : {}, ranked));
        return { replicate: from + i, values: [TRUTH], attempts };
      });
    },
  };
}

const subject = readySubject('oracle-normal', 'estimator');
const alone = await openTrial([subject], world, readyOptions({}));
const paired = await openTrial([subject, subject], world, readyOptions({}));

type Tally = { readonly failed: number; readonly firstTry: number };

async function tally(claim: Claim, spoil: Spoil, count: number): Promise<Tally> {
  const opened = claim.matcher === 'toBeNoWorseThan' ? paired : alone;
  let failed = 0;
  let firstTry = 0;
  for (let run = 0; run < count; run++) {
    const { pass, message } = await judgeTrial(claim, drawnTrial(opened, spoil, claim === uniformRanks));
    if (pass) continue;
    failed += 1;
    if (message().includes('try 1 of')) firstTry += 1;
  }
  return { failed, firstTry };
}

let missed = false;
const line = (...cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);

console.log(`A correct estimator, 2,000 replicates a first try, a random seed each run:\n`);
line('matcher', 'runs', 'failed');
line('---', '---', '---');
const sound = [unbiased(0), nominal(0), uniformRanks, recovered(0.3), noWorse('rmse', 0.05)];
for (const claim of sound) {
  const { failed } = await tally(claim, {}, runs);
  missed ||= failed > 0;
  line(`\`${claim.matcher}\``, runs, failed);
}

console.log('\nThe same through simulator, planner and scorer, 200 replicates:\n');
line('matcher', 'runs', 'failed');
line('---', '---', '---');
const options = { periods: 8, replicates: 200 };
const normal = { estimator: 'oracle-normal', settings: { sd: SD } };
const conjugate = { estimator: 'oracle-conjugate', settings: { sd: SD } };
const whole = {
  toBeUnbiased: () => matchers.toBeUnbiased(normal, world, options),
  toCoverNominally: () => matchers.toCoverNominally(normal, world, options),
  toHaveUniformRanks: () => matchers.toHaveUniformRanks(conjugate, world, options),
  toRecoverRoas: () => matchers.toRecoverRoas(normal, world, { ...options, within: 0.3 }),
  toBeNoWorseThan: () => matchers.toBeNoWorseThan(normal, normal, world, options),
};
for (const [name, run] of Object.entries(whole)) {
  let failed = 0;
  for (let i = 0; i < Math.ceil(runs / 10); i++) if (!(await run()).pass) failed += 1;
  missed ||= failed > 0;
  line(`\`${name}\``, Math.ceil(runs / 10), failed);
}

console.log('\nWhat is planted, error 30 % of the truth, 2,000 replicates a first try:\n');
line('matcher', 'planted', 'runs', 'caught', 'of them within 2,000 replicates');
line('---', '---', '---', '---', '---');
const planted: readonly (readonly [Claim, string, Spoil, number])[] = [
  [unbiased(0), 'bias of 5 %', { bias: 0.05 * TRUTH }, 0.99],
  [nominal(0), 'intervals 10 % too narrow', { width: 0.9 }, 0],
  [nominal(0), 'intervals 20 % too narrow', { width: 0.8 }, 0.99],
  [uniformRanks, 'bias of 5 %', { bias: 0.05 * TRUTH }, 0],
  [uniformRanks, 'posterior 20 % too narrow', { width: 0.8 }, 0],
  [recovered(0.25), 'error of 30 %, 25 % allowed', {}, 0.99],
  [noWorse('rmse', 0.05), 'error 20 % larger', { noise: 1.2 }, 0],
  [noWorse('rmse', 0.05), 'error 40 % larger', { noise: 1.4 }, 0.99],
];
for (const [claim, what, spoil, least] of planted) {
  const { failed, firstTry } = await tally(claim, spoil, runs);
  missed ||= firstTry < least * runs;
  line(`\`${claim.matcher}\``, what, runs, failed, firstTry);
}
if (missed) process.exitCode = 1;
