import { expect, test } from 'vitest';
import type { Miss } from '../experiment/output/misses.ts';
import { type MissReason, missReasons } from '../score/miss.ts';
import { missText } from './missText.ts';
import { width } from './table.ts';

const miss = (arm: string, reason: MissReason, relative: number | null) =>
  ({ bias: { arm }, relative: { value: relative }, coverage: undefined, reason }) as unknown as Miss;

test('by arm and reason: how many, and how far off on average; then all arms', () => {
  const long = `bayesian[${'strength=0.25,'.repeat(5)}center=truth×0.5]`;
  const lines = missText(
    {
      asked: 9,
      missed: [
        miss(long, missReasons.fit, 0.1),
        miss('ols', missReasons.unidentified, -0.5),
        miss('ols', missReasons.unidentified, 0.7),
        miss('ols', missReasons.fit, null),
      ],
    },
    ['ols', long],
  );
  expect(lines[1]).toBe('missed: 4 of 9');
  expect(lines.join('\n').split('\n').slice(-8)).toEqual([
    'ols',
    '  not identified from what was observed       2           60.0',
    '  finite sample, prior or fit                 1              –',
    long,
    '  finite sample, prior or fit                 1           10.0',
    'all arms',
    '  not identified from what was observed       2           60.0',
    '  finite sample, prior or fit                 2           10.0',
  ]);
  expect(Math.max(...lines.join('\n').split('\n').map(width))).toBeLessThanOrEqual(100);
  expect(Math.max(...lines.join('\n').split('\n').map(width))).toBeLessThanOrEqual(110);
});

test('nothing asked, nothing said; nothing missed, no table', () => {
  expect(missText({ asked: 0, missed: [] }, [])).toEqual([]);
  expect(missText({ asked: 3, missed: [] }, ['ols']).join('\n')).not.toContain('─');
});
