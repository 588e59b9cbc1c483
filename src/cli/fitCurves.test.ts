import { expect, test } from 'vitest';
import { pow } from '../core/math.ts';
import { testDataset, testRequest } from '../estimate/testData.ts';
import { tabulated } from '../inference/allocation/tabulated.ts';
import { curveRequest, curvesJson } from './fitCurves.ts';

const { dataset, spend } = testDataset({ tv: 2, radio: 3 }, { periods: 60, geos: 2 });
const asked = testRequest('tv', ['roas.total', 'contribution'], [52, 59], 3);
const request = curveRequest(dataset, asked);

test('curves are asked for over the window and tail of the first question', () => {
  expect(request).toMatchObject({ window: [52, 59], tails: { tv: 3, radio: 3 }, draws: 200 });
});

test('between the scales a curve is off by less than .6 % of its height: Hill curves of slope to 3', () => {
  const { scales } = request;
  expect([scales[0], scales[10], scales.at(-1)]).toEqual([0, 1, 4]);
  for (const shape of [1, 2, 3]) {
    for (const half of [0.5, 1, 2]) {
      const hill = (x: number) => (x > 0 ? 1 / (1 + pow(x / half, -shape)) : 0);
      const { at } = tabulated(scales, scales.map(hill));
      for (let x = 0; x <= 4; x += 0.01) expect(Math.abs(at(x) - hill(x))).toBeLessThan(0.006 * hill(4));
    }
  }
});

test('spend is that of the window over all geos, and of the same periods a year before where the data have them', () => {
  const curve = {
    channel: 'tv',
    contribution: Float64Array.from(request.scales),
    draws: [Float64Array.from(request.scales)],
  };
  const { channels } = curvesJson(dataset, request, [curve]);
  expect(channels[0]!.spend).toBeCloseTo(spend('tv', 52, 59), 9);
  expect(channels[0]!.last_year).toBeCloseTo(spend('tv', 0, 7), 9);
  // three periods of history: a year before 49..52 begins with the first of them
  const early = curvesJson(dataset, { ...request, window: [49, 52] }, [curve]).channels[0]!;
  expect(early.last_year).toBeCloseTo(spend('tv', -3, 0), 9);
  expect(curvesJson(dataset, { ...request, window: [48, 52] }, [curve]).channels[0]!.last_year).toBeNull();
});

test('at most 200 draws are written', () => {
  const draws = Array.from({ length: 1000 }, (_, i) => Float64Array.from(request.scales, (scale) => i * scale));
  const curve = { channel: 'tv', contribution: Float64Array.from(request.scales), draws };
  const written = curvesJson(dataset, request, [curve]).channels[0]!.draws!;
  expect(written).toHaveLength(200);
  expect(written[1]![10]).toBe(5);
});

test('the window has the dates of the data, where they have dates', () => {
  const curve = { channel: 'tv', contribution: Float64Array.from(request.scales) };
  const numbered = { ...dataset, dates: Array.from({ length: 60 }, (_, t) => String(t)) };
  expect(curvesJson(numbered, request, [curve])).not.toHaveProperty('dates');
  expect(curvesJson({ ...dataset, dates: null }, request, [curve])).not.toHaveProperty('dates');
  const dated = { ...dataset, dates: Array.from({ length: 60 }, (_, t) => `2024-01-01+${t}`) };
  expect(curvesJson(dated, request, [curve])).toMatchObject({ dates: ['2024-01-01+52', '2024-01-01+59'] });
});
