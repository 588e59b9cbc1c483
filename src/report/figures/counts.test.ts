// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { judgeCalibration } from '../../inference/sbc/verdict.ts';
import { calibration } from './calibration.ts';
import { dataOf, surroundings, viewOf } from './data.fixture.ts';
import { failures } from './failures.ts';
import { time } from './time.ts';

const arms = [{ label: 'ols', estimator: 'ols', family: 'ols', swept: {} }];
const cells = [{ key: 'w@52', scenario: 'w', periods: 52, dials: {} }];
const text = (element: Element | null) => [...(element?.querySelectorAll('text') ?? [])].map((one) => one.textContent);
const around = surroundings(document, 700);

test('a study without a failure says so in a line, with what that leaves possible', () => {
  const row = { cell: 'w@52', arm: 'ols', n: 100, byStatus: { ok: 100 }, reason: '' };
  const lines = text(failures.draw(viewOf(dataOf({ arms, cells, failures: [row] })), around));
  // Wilson's upper end of 0 in 100: z²/(n + z²) = 0.037
  expect(lines.join(' ')).toBe(
    'None of 100 fits failed. Of an arm in a cell, a rate of up to 4\u00a0% would be compatible with that (Wilson’s 95 %).',
  );
});

test('a square says how many failed and how, and the table by what status', () => {
  const byStatus = { ok: 90, nonconverged: 8, error: 2 };
  const view = viewOf(
    dataOf({ arms, cells, failures: [{ cell: 'w@52', arm: 'ols', n: 100, byStatus, reason: 'ESS 12 < 100' }] }),
  );
  expect(text(failures.draw(view, around))).toEqual(expect.arrayContaining(['10\u00a0%', 'nonconverged']));
  const [row] = failures.table(view).rows;
  expect(row).toMatchObject({
    failed: 10,
    share: 0.1,
    mcse: expect.closeTo(0.03, 12),
    by_status: 'nonconverged 8, error 2',
  });
});

test('ranks that pile up leave the band, as the study’s own verdict has it', () => {
  const even = Array.from({ length: 40 }, (_, i) => i % 20);
  const low = even.map((rank) => Math.floor(rank / 4));
  const rows = [even, low].map((ranks, i) => ({
    arm: 'ols',
    parameter: ['even', 'low'][i]!,
    ranks,
    max: 19,
    bins: 20,
  }));
  const view = viewOf(dataOf({ arms, ranks: rows }));
  const table = calibration.table(view).rows;
  expect(new Set(table.map(({ parameter, inside }) => `${parameter} ${inside}`))).toEqual(
    new Set(['even yes', 'low no']),
  );
  const verdict = judgeCalibration(new Map(rows.map(({ parameter, ranks }) => [parameter, ranks])), 19, 20);
  const differences = table.filter(({ parameter, below }) => parameter === 'low' && below !== 0);
  expect(differences.map(({ difference }) => difference)).toEqual([...verdict.quantities[1]!.difference]);
  expect(text(calibration.draw(view, around)).join('\n')).toContain('LEAVES THE BAND');
});

test('effective sample sizes are drawn only of arms that have chains', () => {
  const fit = { cell: 'w@52', arm: 'ols', n: 10, seconds: 0.5, secondsMcse: 0.01, ess: null, essMcse: null };
  const lines = (ess: number | null) =>
    text(time.draw(viewOf(dataOf({ arms, cells, fits: [{ ...fit, ess }] })), around)).join('\n');
  expect(lines(null)).not.toContain('effective');
  expect(lines(300)).toContain('effective');
});
