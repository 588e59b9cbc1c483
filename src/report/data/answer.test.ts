import { describe, expect, test } from 'vitest';
import { answerOf } from './answer.ts';
import { levelPercent } from './percent.ts';
import type { PerformanceRow } from './types.ts';

const row = (part: Partial<PerformanceRow>): PerformanceRow => ({
  ...{ cell: 'clean@104', scenario: 'clean', periods: 104, arm: 'ols', channel: 'tv' },
  ...{ estimand: 'roas.total[0..103+12]', target: 'on', identified: 'adjustment', policy: 'as-analyzed' },
  ...{ measure: 'relative_bias', level: null, value: 0, mcse: 0.01, lower: null, upper: null, n: 50, nFailed: 0 },
  ...part,
});
const hidden = { cell: 'hidden@104', scenario: 'hidden' };
const answer = (rows: readonly PerformanceRow[], policy = 'as-analyzed') =>
  answerOf(rows, policy).replaceAll('\u00a0', ' ');

describe('what is sure', () => {
  test('errors that are all equal are no luck', () => {
    expect(answer([row({ value: -1, mcse: 0 })])).toBe(
      'In clean, ols understates the total ROAS of tv by 100 % (104 periods, 50 datasets).',
    );
    expect(answer([row({ value: 1e-13, mcse: 0 })])).toMatch(/^No bias is beyond/);
  });
  test('one dataset cannot tell', () => {
    expect(answer([row({ value: 0.9, mcse: null, n: 1 }), row({ value: 0.2, mcse: null, n: 1 })])).toBe(
      'One dataset cannot tell bias from luck: of 2 answers the farthest off is ols on tv in clean, by 90.0 % of the truth in 1 dataset.',
    );
  });
  test('an answer without an error is not among those that are judged', () => {
    const text = answer([row({ value: 0.9, mcse: null, n: 1 }), row({ value: 0.01 })]);
    expect(text).toMatch(/^No bias .* of 1 answers .* by 1.0 ± 1.0 % /);
  });
});

describe('failed fits', () => {
  test('are counted where the number is quoted', () => {
    expect(answer([row({ value: 0.5, n: 12, nFailed: 188 })])).toMatch(/12 datasets, 188 more fits failed\)\.$/);
    expect(answer([row({ value: 0.01, n: 12, nFailed: 1 })])).toMatch(/12 datasets, 1 more fit failed\.$/);
  });
  test('make a world no example of a sound one', () => {
    const off = row({ ...hidden, value: 0.5 });
    expect(answer([off, row({})])).toMatch(/; in clean no bias/);
    expect(answer([off, row({ n: 20, nFailed: 30 })])).not.toMatch(/no bias/);
    expect(answer([off, row({}), row({ arm: 'gone', value: null, mcse: null, n: 0, nFailed: 50 })])).not.toMatch(
      /no bias/,
    );
    expect(answer([off, row({ mcse: null, n: 1 })])).not.toMatch(/no bias/);
  });
});

describe('the declared policy', () => {
  const coverage = { measure: 'coverage', level: 0.95, mcse: 0.01 };
  test('is that of the coverage, where the bias has none', () => {
    const rows = [
      row({ value: 0.5 }),
      row({ ...coverage, value: 0.9 }),
      row({ ...coverage, value: 0.2, policy: 'strict' }),
    ];
    expect(answer(rows, 'strict')).toMatch(/hold the truth in 20.0 ± 1.0 % of them/);
    expect(answer(rows)).toMatch(/hold the truth in 90.0 ± 1.0 % of them/);
  });
  test('leaves the worlds in which nothing failed in the answer', () => {
    const rows = [row({ value: 0.1 }), row({ value: 0.2, policy: 'fallback' }), row({ ...hidden, value: 0.5 })];
    expect(answer(rows, 'fallback')).toMatch(/^In hidden, .* by 50.0 ± 1.0 % .*the worst of 2 answers/);
  });
});

test('a level is printed as it was written, and a share is all or none only where it is', () => {
  expect([0.5, 0.57, 0.95, 0.995, 0.9995].map(levelPercent)).toEqual(['50', '57', '95', '99.5', '99.95']);
  const rows = [
    row({ value: 0.5 }),
    row({ measure: 'coverage', level: 0.995, value: 0.996, lower: 0.994, upper: 1, mcse: 0.001 }),
  ];
  expect(answer(rows)).toMatch(/its 99.5 % intervals hold the truth in 99.6 % \(99 to 100 %\) of them/);
});
