import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { mean, sum } from '../../core/stats.ts';
import type { Dataset } from '../../dataset/types.ts';
import { marginalStep } from '../response.ts';
import { testDataset } from '../testData.ts';
import { thinned, thinnedPlaces } from '../thinned.ts';
import { hierarchyModel } from './hierarchy/hierarchyModel.ts';
import { panel } from './hierarchy/panel.fixture.ts';
import { nationalModel } from './nationalModel.ts';
import type { PosteriorModel } from './posteriorModel.ts';
import { responseCurves } from './responseCurves.ts';
import { bayesianSettingsSchema } from './settings.ts';

const window = [3, 11] as const;
const scales = [0, 0.5, 1, 1 + marginalStep, 3];
const tails = { tv: 2, radio: 0, search: 4 };
const settings = bayesianSettingsSchema.parse({});

const panelData = panel({ geos: 3, periods: 16, channels: 2 });
const nationalData = testDataset({ tv: 2, radio: 3 }, { noise: 0.5 }).dataset;
const cases: readonly (readonly [string, Dataset, PosteriorModel])[] = [
  ['national', nationalData, nationalModel(nationalData, settings)],
  ['geos', panelData, hierarchyModel(panelData, settings)],
];

test.each(cases)(
  '%s: at any point, a curve holds the contribution and the marginal ROAS of that point',
  (_, data, model) => {
    const at = model.curves!({ window, tails, scales, draws: 9 });
    const estimands = data.channels.flatMap(({ name: channel }) =>
      (['contribution', 'mroas.total'] as const).map((kind) => ({
        channel,
        kind,
        window,
        tail: tails[channel as keyof typeof tails],
      })),
    );
    const effects = model.effects(estimands);
    for (let seed = 0; seed < 20; seed++) {
      const point = model.drawParameters(openStream(['responseCurves', seed]));
      const answers = effects(point);
      at(point).forEach((curve, m) => {
        const { periods } = data;
        const window0 = data.channels[m]!.spend.window;
        const spend = sum(window0.filter((_x, i) => i % periods >= window[0] && i % periods <= window[1]));
        const [contribution, marginal] = answers.slice(2 * m, 2 * m + 2);
        expect(curve[0]).toBe(0);
        expect(curve[2]! / contribution!).toBeCloseTo(1, 9);
        expect((curve[3]! - curve[2]!) / (marginalStep * spend) / marginal!).toBeCloseTo(1, 6);
      });
    }
  },
);

test.each(cases)(
  '%s: draws are thinned over the chains; the curve is the mean of many, however few are asked for',
  (name, _, model) => {
    const [least, many] = name === 'geos' ? [200, 150] : [1000, 600];
    const n = model.names.length;
    const points = Array.from({ length: 10 }, (_, i) => model.drawParameters(openStream(['thin', i])));
    const chain = (from: number, length: number) =>
      Float64Array.from(Array.from({ length }, (_, i) => [...points[(from + i) % 10]!]).flat());
    const posteriorOf = (draws: number) => ({
      ...{ chains: 2, draws, parameter: () => [] },
      values: [chain(0, draws), chain(draws, draws)],
    });
    const request = { window, tails, scales, draws: 5 };
    const at = model.curves!(request);
    const all = points.map((point) => at(point)[0]!);
    expect(n).toBeGreaterThan(3);

    const few = responseCurves(model, posteriorOf(5), request).curves![0]!;
    expect(few.draws).toEqual([0, 2, 4, 6, 8].map((i) => all[i]));
    few.contribution.forEach((value, s) => {
      expect(value).toBe(mean(all.map((curve) => curve[s]!)));
    });

    // more than the curve is the mean of
    const long = responseCurves(model, posteriorOf(many), request).curves![0]!;
    const places = thinnedPlaces(2 * many, least);
    expect(long.draws).toEqual(thinned(places, 5).map((place) => all[place % 10]));
    long.contribution.forEach((value, s) => {
      expect(value).toBe(mean(places.map((place) => all[place % 10]![s]!)));
    });
    expect(responseCurves(model, posteriorOf(5), undefined)).toEqual({});
  },
);
