import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge, replicatesNeeded } from './verdict.ts';

const at = (value: number, mcse = 0.1, n = 100) => ({ value, mcse, n });

test.each([
  [1.3, { above: 1 }, 'holds'],
  [1.29, { above: 1 }, 'undecided'],
  [0.71, { above: 1 }, 'undecided'],
  [0.69, { above: 1 }, 'fails'],
  [0.69, { below: 1 }, 'holds'],
  [1.31, { below: 1 }, 'fails'],
  [1.5, { above: 1, below: 2 }, 'holds'],
  [1.8, { above: 1, below: 2 }, 'undecided'],
  [2.4, { above: 1, below: 2 }, 'fails'],
  [0.6, { above: 1, below: 2 }, 'fails'],
] as const)('%f ± 0.1 within %j %s', (value, bounds, verdict) => {
  expect(judge(at(value), bounds).verdict).toBe(verdict);
});

test('a number without error is decided exactly, and is not beyond the bound that it is on', () => {
  expect(judge(at(1 + 1e-12, 0), { above: 1 })).toEqual({ verdict: 'holds' });
  expect(judge(at(1, 0), { above: 1 })).toEqual({ verdict: 'fails' });
});

test('what is undecided says how many replicates would decide it', () => {
  // 100·(3·.1/.2)² = 225, two significant digits up
  expect(judge(at(1.2), { above: 1 })).toEqual({ verdict: 'undecided', needs: 230 });
  expect(judge(at(1), { above: 1 })).toEqual({ verdict: 'undecided', needs: null });
  expect(replicatesNeeded(100, 0.1, 0.0007)).toBe(19_000_000);
  expect(replicatesNeeded(100, 0.1, 0.2999)).toBe(110);
});

const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test('moving a bound away never undoes a verdict, and at the replicates it names a claim would be decided', () => {
  fc.assert(
    fc.property(finite(-9, 9), finite(1e-3, 2), finite(-9, 9), finite(0, 5), (value, mcse, bound, shift) => {
      const { verdict, needs } = judge(at(value, mcse), { above: bound });
      if (verdict === 'holds') expect(judge(at(value, mcse), { above: bound - shift }).verdict).toBe('holds');
      if (verdict === 'fails') expect(judge(at(value, mcse), { above: bound + shift }).verdict).toBe('fails');
      // the other side of a claim is its denial
      const denied = judge(at(value, mcse), { below: bound }).verdict;
      expect(denied).toBe({ holds: 'fails', fails: 'holds', undecided: 'undecided' }[verdict]);
      if (typeof needs !== 'number') return;
      const then = at(value, mcse * Math.sqrt(100 / needs) * (1 - 1e-9));
      expect(judge(then, { above: bound }).verdict).not.toBe('undecided');
    }),
  );
});
