import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { agreeProbability, agreeRow } from './agreement.ts';
import { auditKinds } from './registry.ts';
import type { AuditRow, ReferenceProblem } from './types.ts';

const reference = new URL('../../../../shared/reference/', import.meta.url);
const noFiles = { readText: (path: string) => readFileSync(new URL(`../${path}`, reference), 'utf8') };
const read = (url: URL) => JSON.parse(readFileSync(url, 'utf8')) as ReferenceProblem;
const missed = (rows: readonly AuditRow[]) => rows.filter(({ ok }) => !ok);

// simulated problem of shared/reference/linear.json, statsmodels 0.13.5, without its elastic net
const fixture = read(new URL('fixtures/linear-ols.json', import.meta.url));

test('linear: statsmodels’ least squares', async () => {
  const rows = await auditKinds.linear.check(fixture, noFiles);
  expect(missed(rows)).toEqual([]);
  expect(rows).toHaveLength(8 * 8 + 8);
});

test('an answer that is off by 2e-8 is a miss', async () => {
  const ols = fixture.expected.ols as { readonly se_hc3: readonly number[] };
  const spoiled = { ...ols, se_hc3: ols.se_hc3.map((value, j) => (j === 2 ? value * (1 + 2e-8) : value)) };
  const rows = await auditKinds.linear.check({ ...fixture, expected: { ols: spoiled } }, noFiles);
  expect(missed(rows).map(({ quantity }) => quantity)).toEqual(['se_hc3[x2]']);
});

test('unreadable problems are answered by path', () => {
  const without = { ...fixture, input: { y: [1, 2] } };
  expect(() => auditKinds.linear.check(without, noFiles)).toThrow('linear.input.rows');
  expect(() => auditKinds.linear.check({ ...fixture, expected: { ols: { names: [], cof: [1] } } }, noFiles)).toThrow(
    'cof',
  );
});

test.each(['ols-roas-data', 'linear'] as const)('shared/reference/%s.json', async (name) => {
  const file = new URL(`${name}.json`, reference);
  if (!existsSync(file)) return console.log(`skipped: ${file.pathname} is not here`);
  const problem = read(file);
  const rows = await auditKinds[problem.kind as keyof typeof auditKinds].check(problem, noFiles);
  expect(rows.length).toBeGreaterThan(40);
  expect(missed(rows)).toEqual([]);
});

test('agreement: relative, absolute near zero, logarithms of tiny probabilities', () => {
  const rule = { relative: 1e-8, absolute: 1e-10 };
  expect(agreeRow('p', 'q', 1 + 0.9e-8, 1, rule).ok).toBe(true);
  expect(agreeRow('p', 'q', 1 + 1.1e-8, 1, rule).ok).toBe(false);
  expect(agreeRow('p', 'q', 9e-11, 0, rule).ok).toBe(true);
  expect(agreeRow('p', 'q', Number.NaN, 1, rule).ok).toBe(false);
  expect(agreeProbability('p', 'q', 1.0000005e-40, 1e-40, rule).ok).toBe(true);
  expect(agreeProbability('p', 'q', 1e-39, 1e-40, rule).ok).toBe(false);
  expect(agreeProbability('p', 'q', 0, 1e-40, rule).ok).toBe(false);
});
