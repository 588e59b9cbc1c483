import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { normalQuantile } from '../../core/distributions.ts';
import { summarise } from '../../inference/diagnostics/summarise.ts';
import { psisLoo } from '../../inference/loo/psis.ts';
import { waic } from '../../inference/loo/waic.ts';
import { posteriorRows, summarySchema } from './posteriorRows.ts';
import { auditKinds } from './registry.ts';
import type { AuditRow, ReferenceProblem } from './types.ts';

const reference = new URL('../../../../shared/reference/', import.meta.url);
const noFiles = {
  readText: () => {
    throw new Error('nothing is read');
  },
};
const missed = (rows: readonly AuditRow[]) => rows.filter(({ ok }) => !ok).map(({ quantity }) => quantity);
const read = (url: URL) => JSON.parse(readFileSync(url, 'utf8')) as ReferenceProblem;
const shared = (name: string) => new URL(`${name}.json`, reference);

/** Four chains of 500 of the golden vector, statistics.md §5. */
function golden(): number[][] {
  let s = 12345;
  const normal = () => {
    s = (16807 * s) % 2147483647;
    return normalQuantile(s / 2147483647);
  };
  return Array.from({ length: 4 }, () => {
    let x = 0;
    return Array.from({ length: 500 }, () => {
      x = 0.6 * x + normal();
      return x;
    });
  });
}

/** What a well-made reference would say of those draws' law, N(0, 1/.64): exact, with the errors of 10,000 draws. */
const exact = (shift: number, factor: number) => {
  const sd = factor / 0.8;
  return summarySchema.parse({
    name: 'x',
    mean: shift,
    sd,
    mcse_mean: sd / 100,
    mcse_sd: sd / 140,
    q2_5: shift + sd * normalQuantile(0.025),
    q50: shift,
    q95: shift + sd * normalQuantile(0.95),
    ess_bulk: 10_000,
    ess_tail: 10_000,
    rhat: 1,
  });
};

test('draws of the law in question agree in mean, sd and every quantile; a shift or another width does not', () => {
  const chains = golden().map((chain) => Float64Array.from(chain));
  const rows = posteriorRows('p', exact(0, 1), chains);
  expect(rows.map(({ quantity }) => quantity)).toEqual([
    'mean(x)',
    'sd(x)',
    'F(q2_5 of x)',
    'F(q50 of x)',
    'F(q95 of x)',
  ]);
  expect(missed(rows)).toEqual([]);
  const shifted = missed(posteriorRows('p', exact(0.7, 1), chains));
  expect(shifted).toEqual(expect.arrayContaining(['mean(x)', 'F(q2_5 of x)', 'F(q50 of x)']));
  expect(shifted).not.toContain('sd(x)');
  const wide = missed(posteriorRows('p', exact(0, 1.5), chains));
  expect(wide).toEqual(['sd(x)', 'F(q2_5 of x)', 'F(q95 of x)']);
});

test('the bounds are those of shared/reference/README.md', () => {
  const chains = golden().map((chain) => Float64Array.from(chain));
  const { mcseMean } = summarise(chains);
  const [mean] = posteriorRows('p', exact(0, 1), chains);
  const bound = 4 * Math.sqrt(mcseMean! ** 2 + (1.25 / 100) ** 2);
  expect(mean!.rule).toContain(bound.toPrecision(3));
  const at = (distance: number) =>
    posteriorRows('p', summarySchema.parse({ ...exact(0, 1), mean: mean!.got! + distance * bound }), chains)[0]!.ok;
  expect([at(0.999), at(1.001)]).toEqual([true, false]);
});

test('a quantity that the model does not have, and draws that do not move, are misses', () => {
  expect(posteriorRows('p', exact(0, 1), undefined)).toMatchObject([{ quantity: 'x', got: null, ok: false }]);
  const still = [new Float64Array(100), new Float64Array(100)];
  expect(posteriorRows('p', exact(0, 1), still).some(({ ok }) => ok)).toBe(false);
});

test('draw-diagnostics: the golden vector of statistics.md §5, as R’s posterior 1.4.0', async () => {
  const expected = {
    rhat: 1.00882081317,
    ess_bulk: 521.865186174,
    ess_tail: 995.854756367,
    ess_mean: 522.968086238,
    mcse_mean: 0.0551348936759,
    mcse_sd: 0.0291098772987,
    mcse_q05: 0.0735703004655,
  };
  const problem = (answers: object): ReferenceProblem => ({
    kind: 'draw-diagnostics',
    id: 'golden',
    source: 'R posterior 1.4.0',
    input: {},
    expected: {},
    cases: { ar1: { draws_by_chain: golden(), expected: answers } },
  });
  const audit = auditKinds['draw-diagnostics'];
  expect(missed(await audit.check(problem(expected), noFiles))).toEqual([]);
  const off = await audit.check(problem({ ...expected, ess_tail: 995.86, no_such: 1 }), noFiles);
  expect(missed(off)).toEqual(['ar1.ess_tail', 'ar1.no_such']);
});

test('loo: every number is held, vectors one by one, within 1e-3', async () => {
  const byDraw = golden()
    .flat()
    .map((x, s) => [-1 - 0.1 * x * x, -0.8 + 0.05 * x, -1.5 - 0.02 * (s % 17)]);
  const pointwise = byDraw[0]!.map((_, i) => Float64Array.from(byDraw, (row) => row[i]!));
  const [loo, information] = [psisLoo(pointwise), waic(pointwise)];
  const expected = {
    elpd_loo: loo.elpd.value,
    p_loo: loo.parameters.value,
    elpd_waic: information.elpd.value,
    se_elpd_waic: information.elpd.se + 2e-3,
    pareto_k: [...loo.paretoK].map((k, i) => (i === 1 ? k - 2e-3 : k)),
    elpd_loo_pointwise: [...loo.pointwise],
  };
  const problem = { kind: 'loo', id: 'ours', source: 'this test', input: { log_lik_by_draw: byDraw }, expected };
  const rows = await auditKinds.loo.check(problem, noFiles);
  expect(rows).toHaveLength(4 + 3 + 3);
  expect(missed(rows)).toEqual(['se_elpd_waic', 'pareto_k[1]']);
});

test.each([
  ['draw-diagnostics', 40],
  ['loo', 40],
] as const)('shared/reference/%s.json', async (name, least) => {
  if (!existsSync(shared(name))) return console.log(`skipped: ${shared(name).pathname} is not here`);
  const rows = await auditKinds[name].check(read(shared(name)), noFiles);
  expect(rows.length).toBeGreaterThan(least);
  expect(missed(rows)).toEqual([]);
});

test('an unreadable model is answered by path', () => {
  const small = read(new URL('fixtures/small-three-channels.json', import.meta.url));
  const spoil = (input: object) => () =>
    auditKinds['bayesian-mmm'].check({ ...small, input: { ...small.input, ...input } }, noFiles);
  expect(spoil({ saturation: 'logit' })).toThrow('small-three-channels.input.saturation');
  expect(spoil({ adstock: { kind: 'geometric', max_lag: 0, normalize: true } })).toThrow('input.adstock.max_lag');
  expect(spoil({ priors: {} })).toThrow('priors.intercept: unknown prior family "none given for intercept"');
});

// simulated problem of shared/reference, answers by Stan 2.21.0 (NUTS, dense metric, 10,000 draws)
test('small-three-channels: Stan’s posterior, every mean, sd and quantile, and its LOO', {
  timeout: 120_000,
}, async () => {
  const problem = read(new URL('fixtures/small-three-channels.json', import.meta.url));
  const rows = await auditKinds['bayesian-mmm'].check(problem, noFiles);
  expect(rows).toHaveLength(16 * (2 + 7) + 2 + 2);
  expect(missed(rows)).toEqual([]);
});
