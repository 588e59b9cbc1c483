import { expect, test } from 'vitest';
import { quantileStrips } from './quantileStrips.ts';

const shares = [0.05, 0.25, 0.5, 0.75, 0.95];

test('quantiles in numbers, then on one axis from end to end', () => {
  const text = quantileStrips(shares, [
    { name: 'data', values: [40, 45, 50, 55, 60] },
    { name: 'priors', values: [0, 25, 50, 75, 100] },
  ]);
  const lines = text.split('\n');
  expect(lines.slice(0, 4)).toEqual([
    '         5 %  25 %  50 %  75 %   95 %',
    '─────────────────────────────────────',
    'data    40.0  45.0  50.0  55.0   60.0',
    'priors   0.0  25.0  50.0  75.0  100.0',
  ]);
  const [data, priors] = lines.slice(5) as [string, string];
  expect(priors).toMatch(/^priors {2}─{23}█{23}┃█{22}─{23}$/);
  expect([...priors]).toHaveLength(100);
  // the same quantile stands at the same place
  expect(data.indexOf('┃')).toBe(priors.indexOf('┃'));
  expect(data.trim().replace(/^data +/, '')).toMatch(/^─+█+┃█+─+$/);
});

test('an outcome that never varies is one mark', () => {
  expect(quantileStrips(shares, [{ name: 'a', values: [7, 7, 7, 7, 7] }])).toMatch(/\na {2}┃$/);
});
