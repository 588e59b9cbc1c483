import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditKinds } from './registry.ts';
import type { ReferenceProblem } from './types.ts';

// shared/reference/mediation.json: simulated, answers by statsmodels 0.13.5
const url = new URL('fixtures/mediation.json', import.meta.url);
const problem = JSON.parse(readFileSync(url, 'utf8')) as ReferenceProblem;
const noFiles = {
  readText: () => {
    throw new Error('the problem names no file');
  },
};

test('statsmodels’ two regressions and Sobel’s standard error', async () => {
  const rows = await auditKinds.mediation.check(problem, noFiles);
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  expect(rows.map(({ quantity }) => quantity)).toEqual([
    'first_stage[0]',
    'first_stage[1]',
    'first_stage[2]',
    'second_stage[0]',
    'second_stage[1]',
    'second_stage[2]',
    'second_stage[3]',
    'direct',
    'se_direct',
    'indirect',
    'se_indirect_sobel',
    'total',
    'total_regression',
    'r2_first',
  ]);
});

test('answers that are off by 2e-8, or one too many, are misses', async () => {
  const { se_indirect_sobel: sobel, first_stage: first } = problem.expected as {
    readonly se_indirect_sobel: number;
    readonly first_stage: readonly number[];
  };
  const spoiled = { ...problem.expected, se_indirect_sobel: sobel * (1 + 2e-8), first_stage: [...first, 0.5] };
  const rows = await auditKinds.mediation.check({ ...problem, expected: spoiled }, noFiles);
  expect(rows.filter(({ ok }) => !ok).map(({ quantity }) => quantity)).toEqual(['first_stage[3]', 'se_indirect_sobel']);
});

test('series of different lengths, and a mediator that is a multiple of the treatment, are answered by path', () => {
  const short = { ...problem, input: { ...problem.input, m: [1, 2] } };
  expect(() => auditKinds.mediation.check(short, noFiles)).toThrow('mediation.input');
  const twin = { ...problem, input: { ...problem.input, m: problem.input.a } };
  expect(() => auditKinds.mediation.check(twin, noFiles)).toThrow('rank-deficient');
});
