import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { bayesianSettingsSchema } from '../../estimate/bayesian/settings.ts';
import { liftTestsSchema } from '../../estimate/liftTests/settings.ts';
import { afterTest, coverageUnderBias } from '../../estimate/liftTests/theory.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { parseStudy } from '../study/study.ts';

const page = readFileSync(new URL('../../../docs/methods/lift-tests.md', import.meta.url), 'utf8');
const [measured, simulated] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => parse(block!));

test('the measured tests on the page are settings', () => {
  const { use, ...settings } = measured;
  expect(use).toBe('bayesian-mmm');
  expect(bayesianSettingsSchema.parse(settings)).toMatchObject(settings);
});

test('the simulated tests on the page can be planned', async () => {
  const study = { name: 'page', periods: 104, replicates: 2, seed: 1, levels: [0.95], ...simulated };
  const { arms } = await planStudy(parseStudy(JSON.stringify(study), 'page.yaml'), nodeSurroundings('.'));
  expect(arms.map(({ name }) => name)).toEqual(['national[se=200000]', 'national[se=50000]', 'geo']);
  for (const { told } of arms) expect(told).toContain('lift_tests');
});

test('the page lists every key of a test', () => {
  for (const key of Object.keys(liftTestsSchema.element.shape))
    expect(page).toMatch(new RegExp(`^\\| \`${key}[:\`]`, 'm'));
});

test('coverage by theory is what the page says', () => {
  const rows = [...page.matchAll(/^\| (no test|1|1\/2|1\/4) \| [\d.]+ \| (\.\d{3}) \|/gm)];
  expect(rows).toHaveLength(4);
  for (const [, ratio, coverage] of rows) {
    const one = { bias: Float64Array.of(2), covariance: Float64Array.of(1) };
    const [top, bottom = 1] = ratio!.split('/').map(Number);
    const { bias, covariance } =
      ratio === 'no test' ? one : afterTest(one, { weights: [1], bias: 0, se: top! / bottom });
    expect(coverageUnderBias(bias[0]! / Math.sqrt(covariance[0]!), 0.95)).toBeCloseTo(Number(coverage), 3);
  }
});
