import { expect, test } from 'vitest';
import { defaultMargins } from '../experiment/study/margins.ts';
import { compareVersions } from './compare.ts';
import { planted, syntheticVersion } from './synthetic.fixture.ts';

test('of many cells, one that is worse is red though the aggregate is not, by Holm and by sign flips', () => {
  const many = { replicates: 400, cells: 6 };
  const a = syntheticVersion('a', many);
  const other = syntheticVersion('b', many, planted.streams(0.02));
  const bad = syntheticVersion('b', many, planted.bias(0.1));
  const b = { ...other, arms: other.arms.map((arm, i) => (i === 3 ? bad.arms[3]! : arm)) };
  for (const multiplicity of ['holm', 'max-t'] as const) {
    const comparison = compareVersions(a, b, { margins: { ...defaultMargins, multiplicity } });
    expect(comparison.gates.find(({ measure }) => measure === 'bias')).toMatchObject({ verdict: 'pass', cell: '*' });
    const red = comparison.details.filter(({ verdict }) => verdict === 'regression');
    expect(red.map(({ cell, measure }) => `${measure} ${cell}`)).toEqual(['bias world-3']);
    expect(comparison.verdict).toBe('regression');
  }
});
