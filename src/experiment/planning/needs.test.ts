import { expect, test } from 'vitest';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { parseStudy } from '../study/study.ts';
import { ademp } from './ademp.ts';
import { forecast } from './forecast.ts';
import { needs, replicatesFor } from './needs.ts';
import { runPilot } from './pilot.ts';

/** Morris, White & Crowther (2019), §5.3: coverage of 95 % takes 475 replicates for an error of .01, and 1,900 for .005; a bias
 *  with spread .2 takes 1,600 for .005. */
test('replicates for an error, as published', () => {
  const coverage = Math.sqrt(0.95 * 0.05);
  expect(replicatesFor(coverage, 0.01)).toBe(475);
  expect(replicatesFor(coverage, 0.005)).toBe(1900);
  expect(replicatesFor(0.2, 0.005)).toBe(1600);
  expect(replicatesFor(0.2, 10)).toBe(1);
});

const study = parseStudy(
  `
name: planned
question: How much | how long?
scenarios: [unobserved-confounder]
periods: { each: [13, 26, 39] }
estimators:
  noisy: { use: oracle-normal, sd: 1 }
  failing: { use: oracle-failing, sd: 1, cutoff: -100, fallback: [noisy] }
replicates: 400
levels: [0.95]
policy: fallback
seed: 7
`,
  'planned.yaml',
);
const surroundings = nodeSurroundings('.');
const plan = await planStudy(study, surroundings);
// a clock that moves by 1 ms whenever it is read: a dataset takes 1 ms, a fit as well
const clock = () => {
  let now = 0;
  return () => now++;
};
const options = {
  estimatorOf: surroundings.estimatorOf,
  readRecorded: surroundings.readRecorded!,
  clock: clock(),
  replicates: 4,
  budgetMs: 3,
};
const pilot = await runPilot(plan, options);

test('the pilot fits every arm in its smallest and largest cell, within its budget', () => {
  const at = (cell: number, arm: number) => pilot.arms.find((one) => one.cell === cell && one.arm === arm);
  expect(pilot.arms).toHaveLength(4);
  expect(at(1, 0)).toBeUndefined();
  // a fit takes 1 ms, so that three fit in
  expect(at(0, 0)).toMatchObject({ fits: 3, failed: 0, ms: 1 });
  expect(at(2, 1)).toMatchObject({ fits: 3, failed: 3, ms: 1, relativeSd: null });
  expect(at(2, 0)!.relativeSd).toBeGreaterThan(0);
  expect(pilot.simulate).toEqual([
    { cell: 0, ms: 1 },
    { cell: 2, ms: 1 },
  ]);
});

test('a forecast is the sum over cells and replicates, between timings along the line', () => {
  // each of 3 cells × 400: 1 ms to simulate, 1 ms a fit of each of two arms
  expect(forecast(plan, pilot).byArm).toEqual([1.2, 1.2]);
  expect(forecast(plan, pilot).seconds).toBeCloseTo(3.6, 12);
  const timed = (cell: number, ms: number) => ({ cell, arm: 0, fits: 1, failed: 0, ms, relativeSd: null });
  // 1, 2, 3 ms at 13, 26, 39 periods
  const growing = { arms: [timed(0, 1), timed(2, 3)], simulate: [] };
  expect(forecast(plan, growing).byArm[0]).toBeCloseTo(0.4 * 6, 12);
  // one timing, at 26 periods: in proportion
  expect(forecast(plan, { arms: [timed(1, 2)], simulate: [] }).byArm[0]).toBeCloseTo(0.4 * 6, 12);
  expect(forecast(plan, { arms: [], simulate: [] })).toEqual({ seconds: 0, byArm: [0, 0] });
});

const wanted = { coverage: 0.01, relativeBias: 0.01 };

test('needs: coverage by its level, relative bias by the spread of the pilot, and what the study gives', () => {
  const spread = { arms: [0, 2].map((cell) => ({ cell, arm: 0, fits: 3, failed: 0, ms: 1, relativeSd: 0.1 * cell })) };
  const found = needs(plan, wanted, { ...spread, simulate: [] });
  expect(found).toEqual([
    expect.objectContaining({ measure: 'coverage', level: 0.95, arm: null, replicates: 475 }),
    expect.objectContaining({ measure: 'relative_bias', level: null, arm: 'noisy', replicates: 400 }),
  ]);
  expect(found[0]!.mcse).toBeCloseTo(Math.sqrt((0.95 * 0.05) / 400), 14);
  expect(found[1]!.mcse).toBeCloseTo(0.01, 14);
  expect(needs(plan, wanted, null)).toHaveLength(1);
});

test('ADEMP: the five parts, every cell and arm, and no pipe that breaks a table', () => {
  const text = ademp(plan, needs(plan, wanted, null));
  expect(text.match(/^## .*$/gm)).toEqual([
    ...['## Aims', '## Data-generating mechanisms', '## Estimands', '## Methods', '## Performance measures'],
  ]);
  for (const { name } of [...plan.cells, ...plan.arms]) expect(text).toContain(`\`${name}\``);
  expect(text).toContain('falls back to noisy');
  expect(text).toContain('policy `fallback`');
  for (const line of text.split('\n').filter((one) => one.startsWith('|'))) expect(line).toMatch(/\|$/);
});
