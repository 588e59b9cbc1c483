import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EstimandKind } from '../dataset/estimand.ts';
import type { ChannelCurves } from '../media/types.ts';
import { channelResponse } from './response.ts';
import { testCurves, testDataset } from './testData.ts';

const saturationFirst: ChannelCurves = { ...testCurves, order: 'saturation-first' };
const linear: ChannelCurves = { ...testCurves, saturation: { curve: 'none', parameters: [] } };

test('every answered estimand is what the replayed equation loses, for any window and tail', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(testCurves, saturationFirst, linear),
      fc.constantFrom(1, 2),
      fc.integer({ min: 0, max: 19 }),
      fc.nat(),
      fc.integer({ min: 0, max: 5 }),
      (curves, geos, first, length, tail) => {
        const last = first + (length % (20 - first));
        const { dataset, lost, spend } = testDataset({ tv: 1, radio: 2 }, { geos, periods: 20, curves });
        const { effect } = channelResponse(dataset, dataset.channels[0]!, curves);
        const ask = (kind: EstimandKind) => effect({ channel: 'tv', kind, window: [first, last], tail });
        const total = spend('tv', first, last);
        expect(ask('contribution')).toBeCloseTo(lost('tv', first, last, tail, 0), 9);
        expect(ask('roas.total')).toBeCloseTo(lost('tv', first, last, tail, 0) / total, 9);
        expect(ask('roas.direct')).toBe(ask('roas.total'));
        expect(ask('mroas.total')).toBeCloseTo(-lost('tv', first, last, tail, 1.01) / (0.01 * total), 6);
        for (const kind of ['roas.mediated', 'roas.blended', 'roas.net'] as const) expect(ask(kind)).toBeNull();
      },
    ),
    { numRuns: 60 },
  );
});

test('a linear channel with normalized adstock returns exactly its coefficient once the tail is over', () => {
  const { dataset } = testDataset({ tv: 1 }, { curves: linear });
  const { effect } = channelResponse(dataset, dataset.channels[0]!, linear);
  const roas = (tail: number) => effect({ channel: 'tv', kind: 'roas.total', window: [0, 39], tail })!;
  expect(roas(3)).toBeCloseTo(1, 12);
  expect(roas(5)).toBeCloseTo(1, 12);
  expect(roas(2)).toBeLessThan(1);
});

test('attributed return counts carry-in and not carry-out', () => {
  const { dataset, spend } = testDataset({ tv: 1 });
  const { effect, window } = channelResponse(dataset, dataset.channels[0]!, testCurves);
  const inside = window.subarray(5, 11).reduce((a, b) => a + b, 0);
  const estimand = { channel: 'tv', kind: 'roas.attributed', window: [5, 10], tail: 0 } as const;
  expect(effect(estimand)).toBeCloseTo(inside / spend('tv', 5, 10), 12);
});

test('no return without spend, none outside the data; a tail beyond the data meets no spend', () => {
  const { dataset } = testDataset({ tv: 1 }, { periods: 10 });
  const silent = { ...dataset.channels[0]!, spend: { ...dataset.channels[0]!.spend, window: new Float64Array(10) } };
  const nothing = channelResponse(dataset, silent, testCurves);
  const whole = { channel: 'tv', window: [0, 9], tail: 2 } as const;
  expect(nothing.effect({ ...whole, kind: 'roas.total' })).toBeNull();
  expect(nothing.effect({ ...whole, kind: 'roas.attributed' })).toBeNull();
  expect(nothing.effect({ ...whole, kind: 'contribution' })).toBe(0);
  const tv = channelResponse(dataset, dataset.channels[0]!, testCurves);
  expect(tv.effect({ ...whole, kind: 'roas.total', window: [0, 10] })).toBeNull();
  // carryover of four periods ends after three, so a longer tail adds nothing
  const after = (tail: number) => tv.effect({ ...whole, kind: 'roas.total', tail });
  expect(after(9)).toBeCloseTo(after(3)!, 12);
});

test('volume, where there is one, is what the curves act on; the return is still on spend', () => {
  const { dataset } = testDataset({ tv: 1, radio: 1 });
  const [tv, radio] = dataset.channels;
  const mixed = channelResponse(dataset, { ...tv!, volume: radio!.spend }, testCurves);
  expect([...mixed.window]).toEqual([...channelResponse(dataset, radio!, testCurves).window]);
  const whole = { channel: 'tv', kind: 'roas.total', window: [0, 39], tail: 3 } as const;
  const spent = (index: number) => dataset.channels[index]!.spend.window.reduce((a, b) => a + b, 0);
  const own = channelResponse(dataset, radio!, testCurves).effect(whole)!;
  expect(mixed.effect(whole)).toBeCloseTo((own * spent(1)) / spent(0), 12);
});
