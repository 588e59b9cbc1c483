import { expect, test } from 'vitest';
import { anytime } from './boundary.ts';
import { compareVersions } from './compare.ts';
import { planted, syntheticVersion, withRows } from './synthetic.fixture.ts';
import type { Comparison, Verdict, Version } from './types.ts';
import { nextLook, untilDecided } from './untilDecided.ts';

test('looks are every 100 at first, then each a quarter later, and at the end', () => {
  const looks: number[] = [];
  for (let n = nextLook(0, 2000); n < 2000; n = nextLook(n, 2000)) looks.push(n);
  expect(looks).toEqual([100, 200, 300, 400, 500, 700, 900, 1200, 1500, 1900]);
  expect(nextLook(1900, 2000)).toBe(2000);
  expect(nextLook(0, 60)).toBe(60);
});

const says = (verdicts: Readonly<Record<number, Verdict>>) => (n: number) =>
  Promise.resolve({ verdict: verdicts[n] ?? 'inconclusive' } as Comparison);

test('it ends at the first verdict, at the maximum, or where no more replicates can be had, and says which', async () => {
  const most = { max: 500, available: Number.POSITIVE_INFINITY };
  const seen = async (verdicts: Readonly<Record<number, Verdict>>, how = most) =>
    (await untilDecided(how, says(verdicts)))!.stopped;
  expect(await seen({ 300: 'pass' })).toEqual({ by: 'pass', replicates: 300, max: 500, looks: [100, 200, 300] });
  expect(await seen({ 100: 'regression' })).toMatchObject({ by: 'regression', looks: [100] });
  expect(await seen({})).toMatchObject({ by: 'max', replicates: 500 });
  expect(await seen({}, { max: 500, available: 250 })).toMatchObject({ by: 'rows', looks: [100, 200, 250] });
  expect(await seen({ 250: 'pass' }, { max: 500, available: 250 })).toMatchObject({ by: 'pass', replicates: 250 });
  expect(await untilDecided(most, () => Promise.resolve(null))).toBeNull();
});

test('a bias of 10 % is a regression long before the maximum; another draw that is no worse is none', async () => {
  const max = 2000;
  const size = { replicates: max };
  const [a, biased, redrawn] = [undefined, planted.bias(0.1), planted.redrawn(0.1)].map((change, i) =>
    syntheticVersion(`v${i}`, size, change),
  );
  const first = (version: Version, n: number) => withRows(version, (row) => (row.replicate < n ? row : null));
  const ends = (b: Version) =>
    untilDecided({ max, available: max }, async (n) =>
      compareVersions(first(a!, n), first(b, n), { boundary: anytime(max, 0.05) }),
    );
  const red = (await ends(biased!))!.stopped;
  expect(red.by).toBe('regression');
  expect(red.replicates).toBeLessThan(500);
  expect((await ends(redrawn!))!.stopped.by).not.toBe('regression');
});
